#:project ../../src/Stampede/Stampede.csproj
#:property PublishAot=false
using Stampede;

return await new LoadTest().Run(args);

sealed class WaitingUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Between(1, 3);

    [Task]
    public async ValueTask Page() => await Http.Get("/");
}
