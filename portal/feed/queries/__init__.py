"""What leaves the portal, and who reads it; one module for each part."""
