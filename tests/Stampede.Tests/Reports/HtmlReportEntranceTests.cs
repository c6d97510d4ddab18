namespace Stampede.Tests;

public class HtmlReportEntranceTests
{
    [Fact]
    public async Task A_run_leaves_its_report_in_its_folder_and_the_summary_names_it()
    {
        using var folder = new TemporaryFolder();
        var played = new PlayedRun();

        Assert.Equal(0, await played.Run("--results", folder.Path));

        var report = Assert.Single(Directory.GetFiles(folder.Path, "report.html", SearchOption.AllDirectories));
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(report)!, "run.json")));
        Assert.Contains("report.html", played.Out);
        Assert.Contains("<!doctype html>", await File.ReadAllTextAsync(report));
    }

    [Fact]
    public async Task Html_writes_it_under_a_name_with_locusts_placeholders_and_leaves_no_folder()
    {
        using var folder = new TemporaryFolder();
        var played = new PlayedRun { Result = PrintedRuns.Passed() with { Folder = null } };

        Assert.Equal(0, await played.Run("--html", folder.File("deep/report-{u}u-{r}r-{t}t.html")));

        Assert.Equal("report-100u-10r-300t.html", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories))));
        Assert.DoesNotContain("Run folder", played.Out);
    }

    [Fact]
    public async Task Html_and_a_run_folder_hold_the_same_report()
    {
        using var folder = new TemporaryFolder();

        await new PlayedRun().Run("--results", folder.File("results"), "--html", folder.File("copy.html"));

        var report = Assert.Single(Directory.GetFiles(folder.File("results"), "report.html", SearchOption.AllDirectories));
        Assert.Equal(await File.ReadAllTextAsync(report), await File.ReadAllTextAsync(folder.File("copy.html")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_found_out_before_the_run()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("taken"), "");
        var played = new PlayedRun();

        Assert.Equal(7, await played.Run("--html", folder.File("taken/report.html")));

        Assert.Null(played.Options);
    }
}
