#:project ../../src/Stampede/Stampede.csproj
#:property PublishAot=false
using Stampede;

return await new LoadTest().Run(args);

sealed class PlainUser : HttpUser
{
    public override WaitTime WaitTime => WaitTime.Constant(0);

    [Task]
    public async ValueTask Page() => await Http.Get("/");
}
