using Stampede;

namespace DetectorRuns;

/// <summary>Logs in, because who is not logged in is throttled, and asks for the list of deployments again and again. The list is empty and cheap: what takes time is the service's delay.</summary>
internal sealed class ListUser : HttpUser
{
    public const string List = "/api/v1/deployments/list";

    public override WaitTime WaitTime => WaitTime.Between(0.005, 0.015);

    protected override async ValueTask OnStart() =>
        (await Http.Post("/api/v1/auth/login", new { username = "loadtest_user", password = "test123" })).Require(200);

    [Task]
    public async ValueTask Lists() => (await Http.Get(List)).Expect(200);
}
