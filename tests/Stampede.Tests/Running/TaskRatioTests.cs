using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>How often each task is planned to be chosen.</summary>
public class TaskRatioTests
{
    [Fact]
    public void Within_a_class_by_weight_and_in_all_the_product()
    {
        var ratio = Assert.Single(TaskRatio.Of(FoundClasses.Of(typeof(Root)), 10));
        Assert.Equal(
            ["Root 1 1", "Own 0.75 0.75", "Sub 0.25 0.25", "One 0.5 0.125", "Two 0.5 0.125"],
            Lines([ratio]));
    }

    [Fact]
    public void Classes_by_weight()
    {
        Assert.Equal(
            ["Light 0.25 0.25", "One 0.25 0.0625", "Three 0.75 0.1875", "Heavy 0.75 0.75", "One 0.25 0.1875", "Three 0.75 0.5625"],
            Lines(TaskRatio.Of(FoundClasses.Of(typeof(Light), typeof(Heavy)), 100)));
    }

    [Fact]
    public void Fixed_counts_come_first()
    {
        Assert.Equal(
            ["Light 0.2 0.2", "Heavy 0.6 0.6", "Fixed 0.2 0.2"],
            Lines([.. TaskRatio.Of(FoundClasses.Of(typeof(Light), typeof(Heavy), typeof(Fixed)), 10).Select(r => r with { Children = [] })]));
        Assert.Equal([0, 0, 1], TaskRatio.Of(FoundClasses.Of(typeof(Light), typeof(Heavy), typeof(Fixed)), 1).Select(r => r.Share));
    }

    [Fact]
    public void A_sequence_by_how_often_each_task_is_in_a_round()
    {
        Assert.Equal(["Fixed 1 1", "Steps 1 1", "One 0.5 0.5", "Two 0.5 0.5"], Lines(TaskRatio.Of(FoundClasses.Of(typeof(Fixed)), 1)));
    }

    private static IEnumerable<string> Lines(IReadOnlyList<TaskRatio> ratios) =>
        ratios.SelectMany(r => Lines(r.Children).Prepend(FormattableString.Invariant($"{r.Name} {Math.Round(r.Share, 6)} {Math.Round(r.Total, 6)}")));

    private sealed class Root : User
    {
        [Task(75)]
        public void Own() => Check("own", true);

        [Task(25)]
        private sealed class Sub : TaskSet
        {
            [Task]
            public void One() => Check("1", true);

            [Task]
            public void Two() => Check("2", true);
        }
    }

    private abstract class OneAndThree : User
    {
        [Task]
        public void One() => Check("1", true);

        [Task(3)]
        public void Three() => Check("3", true);
    }

    private sealed class Light : OneAndThree;

    private sealed class Heavy : OneAndThree
    {
        public override double Weight => 3;
    }

    private sealed class Fixed : User
    {
        public override int FixedCount => 2;

        [Task]
        private sealed class Steps : SequentialTaskSet
        {
            [Task(2)]
            public void One() => Check("1", true);

            [Task(2)]
            public void Two() => Check("2", true);
        }
    }
}
