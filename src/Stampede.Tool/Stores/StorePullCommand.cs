using System.CommandLine;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary><c>stampede store pull</c>: makes a run folder of a run of a store, whole or not at all.</summary>
internal static class StorePullCommand
{
    private static readonly string[] Reports = ["html", "md"];

    public static Command Make(EntranceContext context, Option<string?> store)
    {
        var run = new Argument<string>("run") { Description = "The run's id, its beginning, or the name of the folder that it was pushed from." };
        var output = new Option<string?>("--out", "-o") { Description = "The run folder to make. Default: the run's id in the folder of results.", HelpName = "folder" };
        var results = new Option<string>("--results")
        {
            Description = "The folder of the run folders.",
            HelpName = "folder",
            DefaultValueFactory = _ => "results",
        };
        var command = new Command("pull", "Makes a run folder of a run: its files as they were pushed, and its reports.") { run, output, results };
        command.SetAction((parsed, cancellationToken) => StoreCommand.With(
            parsed.GetValue(store),
            context,
            (opened, token) => Run(opened, parsed.GetRequiredValue(run), parsed.GetValue(output), parsed.GetValue(results)!, context, token),
            cancellationToken));
        return command;
    }

    private static async Task<int> Run(
        PostgresRunStore store, string name, string? output, string results, EntranceContext context, CancellationToken cancellationToken)
    {
        var run = await StoreCommand.Find(store, name, cancellationToken);
        var folder = Path.TrimEndingDirectorySeparator(output ?? Path.Combine(results, RunFolder.Sanitised(run.Id)));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new UsageException($"'{folder}' is there already, and is left as it is; --out names another folder.");
        }

        // Made beside it and renamed, so that a folder by its name is a whole run.
        var temporary = $"{folder}.{Guid.NewGuid():N}.tmp";
        try
        {
            await Write(store, run, temporary, folder, cancellationToken);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder); // empty
            }

            Directory.Move(temporary, folder);
        }
        catch
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }

            throw;
        }

        await context.Out.WriteLineAsync(folder);
        return ExitCode.Passed;
    }

    private static async Task Write(PostgresRunStore store, StoredRun run, string folder, string final, CancellationToken cancellationToken)
    {
        await store.Pull(run.Id, folder, cancellationToken);
        if (run.Tags.Count > 0)
        {
            RunTags.Write(folder, run.Tags);
        }

        var source = (await RunSource.Open(folder, "", store: null, cancellationToken))!;
        foreach (var format in Reports)
        {
            await ReportForms.Write(format, source with { Result = source.Result with { Folder = final } }, folder, cancellationToken);
        }

        var end = (run.Entry.Started + (run.Duration ?? TimeSpan.Zero) ?? run.Pushed).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, end); // new files would be those of a run under way
        }
    }
}
