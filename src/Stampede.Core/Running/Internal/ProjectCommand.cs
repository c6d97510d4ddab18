namespace Stampede.Engine;

/// <summary>A project that is built as Release.</summary>
internal sealed class ProjectCommand(string path, IReadOnlyList<string> args) : ServiceCommand
{
    private static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(10);

    // The running runtime's own host where dotnet started us, else the one on the path.
    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    public override async Task<ServiceLaunch> Prepare(CancellationToken cancellationToken)
    {
        var project = FindProject();
        var build = new ServiceLaunch(
            Dotnet,
            ["build", project, "-c", "Release", "-v", "quiet", "-nologo", "-nodeReuse:false", "-getProperty:TargetPath", "-t:Build"],
            Path.GetDirectoryName(project)!,
            Address: null);
        var child = ServiceChild.Start(build);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(BuildTimeout);
        try
        {
            var exitCode = await child.Exited(limit.Token);
            var target = child.Output.Lines.Select(line => line.Trim()).LastOrDefault(line => line.EndsWith(".dll", StringComparison.Ordinal));
            if (exitCode != 0 || target is null || !File.Exists(target))
            {
                throw new LoadTestException([$"{this} does not build (dotnet build -c Release ended with {exitCode}).{child.Output.Quote()}"]);
            }

            string[] arguments = ["exec", target, .. args, "--urls", "http://127.0.0.1:0", "--exit-with-parent"];
            return new(Dotnet, arguments, Path.GetDirectoryName(project)!, Address: null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LoadTestException([$"{this} was not built after {BuildTimeout.TotalMinutes} minutes.{child.Output.Quote()}"]);
        }
        finally
        {
            await child.Stop(TimeSpan.Zero);
        }
    }

    public override string ToString() => $"The service project {path}";

    private string FindProject()
    {
        if (File.Exists(path))
        {
            return path;
        }

        string[] found = Directory.Exists(path) ? Directory.GetFiles(path, "*.??proj") : [];
        return found.Length == 1
            ? found[0]
            : throw new LoadTestException([
                found.Length == 0
                    ? $"{this} was not found: there is no such project file, and no folder of that name with one in it."
                    : $"{this} is a folder with {found.Length} projects; name one of {string.Join(", ", found.Select(Path.GetFileName))}."]);
    }
}
