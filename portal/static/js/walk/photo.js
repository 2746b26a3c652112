/* Makes a photo small enough for a weak net: at most `longestEdge` pixels, upright, without anything but its pixels. */
const QUALITY = 0.85;

/* Resolves with {bytes, type, canvas}; rejects when the browser cannot open it. */
export async function shrunk(file, longestEdge) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const share = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the canvas gave no picture");
  return { bytes: await blob.arrayBuffer(), type: "image/jpeg", canvas };
}
