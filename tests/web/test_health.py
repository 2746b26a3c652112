"""Health checks for load balancers."""

from tests.support.picky import PickyClient


def test_a_running_process_says_so(client: PickyClient) -> None:
    response = client.get("/health/live")

    assert response.status_code == 200
    assert response.json == {"status": "ok"}
