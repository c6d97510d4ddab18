namespace Stampede.Tests;

/// <summary>Which tasks tags select.</summary>
public class TaskSetsTagTests
{
    [Theory]
    [InlineData("", "", "T1 T2 T3 T4")]
    [InlineData("tag1", "", "T1 T2")]
    [InlineData("tag2 tag3", "", "T2 T3")]
    [InlineData("", "tag3", "T1 T2 T4")]
    [InlineData("tag1", "tag2", "T1")]
    [InlineData("tag1 tag3", "tag1", "T3")]
    public void A_task_needs_one_included_tag_and_no_excluded_one(string include, string exclude, string expected)
    {
        Assert.Equal(expected, Selected(include, exclude, typeof(FlatUser)));
    }

    [Theory]
    [InlineData("own", "Own")]
    [InlineData("set", "Tagged/Plain Tagged/Inner/Deep Tagged/Inner/Plain")]
    [InlineData("deep", "Tagged/Inner/Deep")]
    [InlineData("other", "Untagged/Other")]
    [InlineData("chain", "Chain/First Chain/Second")]
    [InlineData("base", "Own Untagged/Other Untagged/None Chain/First Chain/Second Tagged/Plain Tagged/Inner/Deep Tagged/Inner/Plain")]
    public void A_sets_tags_are_its_tasks_and_an_empty_set_is_left_out(string include, string expected)
    {
        Assert.Equal(Sorted(expected), Sorted(Selected(include, "", typeof(NestedUser))));
    }

    [Theory]
    [InlineData("set", "Own Untagged/Other Untagged/None Chain/First Chain/Second")]
    [InlineData("deep chain", "Own Untagged/Other Untagged/None Tagged/Plain Tagged/Inner/Plain")]
    public void An_excluded_set_is_left_out_with_all_that_is_in_it(string exclude, string expected)
    {
        Assert.Equal(Sorted(expected), Sorted(Selected("", exclude, typeof(NestedUser))));
    }

    [Fact]
    public void Numbers_of_tasks_are_those_of_what_is_left_and_a_class_without_any_is_left_out()
    {
        var (classes, problems) = FoundClasses.Tagged(["own", "tag3"], ["tag2"], typeof(FlatUser), typeof(OtherUser), typeof(NestedUser));
        Assert.Empty(problems);
        Assert.Equal(["FlatUser 0", "NestedUser 1"], classes.Select(c => $"{c.Name} {c.Index}"));
        Assert.Equal(["T3 0", "Own 1"], classes.SelectMany(c => c.Tasks).Select(t => $"{t.Path} {t.Index}"));
    }

    [Fact]
    public void A_tag_that_no_task_has_names_those_there_are()
    {
        var (_, problems) = FoundClasses.Tagged(["tag9", "tag1"], ["none"], typeof(FlatUser));
        Assert.Equal(
            [
                "--tags: no task has the tag 'tag9'; there are tag1, tag2, tag3.",
                "--exclude-tags: no task has the tag 'none'; there are tag1, tag2, tag3.",
            ],
            problems);
        Assert.Contains("no task has a tag", Assert.Single(FoundClasses.Tagged(["a"], [], typeof(OtherUser)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_that_leaves_no_task()
    {
        var (_, problems) = FoundClasses.Tagged(["tag3"], ["tag3"], typeof(FlatUser), typeof(OtherUser));
        Assert.Equal("--tags tag3 and --exclude-tags tag3 leave no task to run; there are tag1, tag2, tag3.", Assert.Single(problems));
    }

    [Fact]
    public async Task Tags_are_in_the_plan_of_a_run()
    {
        var result = await new LoadTest { Users = [typeof(FlatUser)] }.Run(new RunOptions { RunTime = TimeSpan.FromMilliseconds(50), Tags = ["tag1"], ExcludeTags = ["tag3"] });
        Assert.Equal(["tag1"], result.Plan.Tags);
        Assert.Equal(["tag3"], result.Plan.ExcludeTags);
        Assert.Equal(["T1: tag1, share 0.5", "T2: tag1 tag2, share 0.5"], result.Plan.Classes[0].Tasks.Select(t => $"{t.Name}: {string.Join(' ', t.Tags)}, share {t.Share}"));
        Assert.Equal(2, result.Classes[0].TasksStarted.Count);
    }

    private static string Selected(string include, string exclude, Type user)
    {
        var (classes, problems) = FoundClasses.Tagged(Words(include), Words(exclude), user);
        Assert.Empty(problems);
        return string.Join(' ', classes.Single().Tasks.Select(t => t.Path));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Sorted(string words) => string.Join(' ', Words(words).Order(StringComparer.Ordinal));

    private sealed class FlatUser : User
    {
        [Task]
        [Tag("tag1")]
        public void T1() => Check("1", true);

        [Task]
        [Tag("tag1", "tag2")]
        public void T2() => Check("2", true);

        [Task]
        [Tag("tag3")]
        public void T3() => Check("3", true);

        [Task]
        public void T4() => Check("4", true);
    }

    private sealed class OtherUser : User
    {
        [Task]
        public void T5() => Check("5", true);
    }

    [Tag("base")]
    private abstract class TaggedUser : User;

    private sealed class NestedUser : TaggedUser
    {
        [Task]
        [Tag("own")]
        public void Own() => Check("own", true);

        [Task]
        [Tag("set")]
        private sealed class Tagged : TaskSet
        {
            [Task]
            public void Plain() => Check("plain", true);

            [Task]
            private sealed class Inner : SequentialTaskSet
            {
                [Task]
                [Tag("deep")]
                public void Deep() => Check("deep", true);

                [Task]
                public void Plain() => Check("plain", true);
            }
        }

        [Task]
        private sealed class Untagged : TaskSet
        {
            [Task]
            [Tag("other")]
            public void Other() => Check("other", true);

            [Task]
            public void None() => Check("none", true);
        }

        [Task]
        [Tag("chain")]
        private sealed class Chain : MarkovTaskSet
        {
            [Transition(nameof(Second))]
            public void First() => Check("first", true);

            [Transition(nameof(First))]
            public void Second() => Check("second", true);
        }
    }
}
