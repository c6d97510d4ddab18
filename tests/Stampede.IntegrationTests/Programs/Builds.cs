using Stampede.IntegrationTests;

[assembly: AssemblyFixture(typeof(Builds))]

namespace Stampede.IntegrationTests;

/// <summary>
/// What tests build, and what is built by programs that they start: one build at a time, for they write the same files, and each only once, for no source changes while tests run. It is
/// done by a script that stands for dotnet (<c>DOTNET_HOST_PATH</c>) in this process and in all below it.
/// </summary>
public sealed class Builds : IDisposable
{
    private const string HostPath = "DOTNET_HOST_PATH";

    private readonly TemporaryFolder _folder = new();

    public Builds()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Lock)!);

        // The lock is the repository's: another process that tests the same files waits too. It is not handed on, for a compiler that stays would keep it.
        Dotnet = _folder.Write("dotnet", $$"""
            #!/bin/bash
            unset {{HostPath}}
            case $1 in build | pack) ;; *) exec "{{Real}}" "$@" ;; esac
            kept={{_folder.Path}}/$(printf '%s\n' "$PWD" "$@" | md5sum | cut -c-32)
            exec 9> "{{Lock}}"
            flock 9
            if [ ! -e "$kept" ]; then
              "{{Real}}" "$@" > "$kept.new" 9>&- || { code=$?; cat "$kept.new"; exit $code; }
              mv "$kept.new" "$kept"
            fi
            cat "$kept"
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Dotnet, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable(HostPath, Dotnet);
    }

    /// <summary>dotnet, which builds when it is its turn.</summary>
    public static string Dotnet { get; private set; } = "";

    /// <summary>dotnet as it is.</summary>
    public static string Real { get; } =
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private static string Lock => Path.Combine(Repository.Root, "artifacts", "builds.lock");

    /// <summary>Runs dotnet as it is, as people do, and lets nothing else build meanwhile.</summary>
    internal static async Task<Command> RunReal(params string[] arguments)
    {
        using var turn = await Turn();
        return await Command.Run(Real, arguments, environment: new Dictionary<string, string> { [HostPath] = Real });
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(HostPath, null);
        _folder.Dispose();
    }

    private static async Task<IDisposable> Turn()
    {
        while (true)
        {
            try
            {
                return new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) // somebody builds
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }
}
