namespace Stampede.Tests;

/// <summary>Mistakes in task sets are reported before the run, all together, with class and member.</summary>
public class TaskSetsMistakesTests
{
    [Fact]
    public async Task All_mistakes_are_reported_together()
    {
        var exception = await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Users = [typeof(WrongUser), typeof(FineUser)] }.Run());
        string[] expected =
        [
            "WrongUser.Lost has a [Transition], and WrongUser is no MarkovTaskSet.",
            "WrongUser.Nameless has a [Tag] without a name: name one or more.",
            "WrongUser.NoSet is a class with [Task] that is no task set: derive it from TaskSet.",
            "WrongUser.Abstract is an abstract task set: give the attribute to a class that derives from it.",
            "WrongUser.Empty has no task: mark what a user does in it with [Task].",
            "WrongUser.EmptyChain has no task: mark what a user does in it with [Transition].",
            "WrongUser.Weightless has the weight 0: a task set's weight is 1 or more.",
            "WrongUser.Wrong.Typed returns Int32: a task returns ValueTask, Task or nothing.",
            "WrongUser.Wrong.Deep.WithParameter is a task with parameters: a task has none.",
            "WrongUser.Wrong.Deep.WaitTime: WaitTime.Between(2, 1): the shorter pause comes first.",
            "WrongUser.Foreign is a set for users of FineUser, which WrongUser does not derive from.",
            "Needy: its constructor asks for 'TimeProvider clock', which LoadTest.Services (not set) does not have.",
            "WrongUser.Broken: its constructor (or a service that it asks for) threw InvalidOperationException: broken",
            "WrongUser.Chain.Heavy has the weight 3, in a MarkovTaskSet: there the transitions decide what follows.",
            "WrongUser.Chain.Tagged has a [Tag], in a MarkovTaskSet: what leads to a task that is left out would lead nowhere. Tag the set.",
            "WrongUser.Chain.Inner.Look has a [Tag], in a MarkovTaskSet: what leads to a task that is left out would lead nowhere. Tag the set.",
            "WrongUser.Chain.End has no [Transition]: say what follows it in its MarkovTaskSet.",
            "WrongUser.Chain.Nowhere has a [Transition] to 'Gone', which WrongUser.Chain does not have; it has Heavy, Tagged, End, Nowhere, Inner.",
            "WrongUser.Chain.Nowhere has a [Transition] to End with the weight -1: a transition's weight is above 0.",
            "WrongUser.Circle.Circle contains itself: a set that is entered again inside itself has no end.",
            "WrongUser has the task set Used twice: give it one, with the sum of the weights.",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), exception.Problems.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_user_class_with_only_a_set_is_fine()
    {
        Assert.Equal(["Only/Look"], Assert.Single(FoundClasses.Of(typeof(FineUser))).Tasks.Select(t => t.Path));
    }

    [Fact]
    public void A_user_has_no_wait_time_to_inherit()
    {
        var problem = Assert.Single(FoundClasses.Tagged([], [], typeof(HeirUser)).Problems);
        Assert.Contains("HeirUser.WaitTime is WaitTime.Inherited", problem, StringComparison.Ordinal);
        Assert.Equal(("inherited", null), (WaitTime.Inherited.Description, WaitTime.Inherited.MeanSeconds));
    }

    [Fact]
    public void A_set_is_not_used_before_it_has_a_user()
    {
        var set = new UsesUserTooEarly();
        Assert.Contains("not in a constructor", Assert.Throws<InvalidOperationException>(() => set.User).Message, StringComparison.Ordinal);
    }

    private sealed class UsesUserTooEarly : TaskSet;

    private sealed class FineUser : User
    {
        [Task]
        private sealed class Only : TaskSet<FineUser>
        {
            // What its users know is not there yet when the class is checked.
            public override WaitTime WaitTime => User.WaitTime;

            [Task]
            public void Look() => Check("look", true);
        }
    }

    private sealed class HeirUser : User
    {
        public override WaitTime WaitTime => WaitTime.Inherited;

        [Task]
        public void Look() => Check("look", true);
    }

    [UsesTaskSet<Used>(weight: 2)]
    [UsesTaskSet<Used>]
    [UsesTaskSet<Circle>]
    private sealed class WrongUser : User
    {
        [Task]
        [Transition(nameof(Nameless))]
        public void Lost() => Check("lost", true);

        [Task]
        [Tag]
        public void Nameless() => Check("nameless", true);

        [Task]
        public sealed class NoSet;

        [Task]
        public abstract class Abstract : TaskSet;

        [Task]
        public sealed class Empty : TaskSet;

        [Task]
        public sealed class EmptyChain : MarkovTaskSet;

        [Task(0)]
        public sealed class Weightless : TaskSet;

        [Task]
        public sealed class Wrong : SequentialTaskSet
        {
            [Task]
            public int Typed() => Number;

            [Task]
            public sealed class Deep : TaskSet
            {
                public override WaitTime WaitTime => WaitTime.Between(2, 1);

                [Task]
                public void WithParameter(int number) => Check($"{number}", true);
            }
        }

        [Task]
        public sealed class Foreign : SequentialTaskSet<FineUser>
        {
            [Task]
            public void Look() => Check("look", true);
        }

        [Task]
        public sealed class Needy(TimeProvider clock) : TaskSet
        {
            [Task]
            public void Look() => Check($"{clock}", true);
        }

        [Task]
        public sealed class Broken : TaskSet
        {
            public Broken() => throw new InvalidOperationException("broken");

            [Task]
            public void Look() => Check("look", true);
        }

        [Task]
        public sealed class Chain : MarkovTaskSet
        {
            [Task(3)]
            [Transition(nameof(Tagged))]
            public void Heavy() => Check("heavy", true);

            [Tag("a")]
            [Transition(nameof(Heavy))]
            public void Tagged() => Check("tagged", true);

            [Task]
            public void End() => Check("end", true);

            [Transition("Gone")]
            [Transition(nameof(End), -1)]
            [Transition(nameof(Heavy), 2)]
            public void Nowhere() => Check("nowhere", true);

            [Transition(nameof(Heavy))]
            public sealed class Inner : TaskSet
            {
                [Task]
                [Tag("b")]
                public void Look() => Check("look", true);
            }
        }
    }

    private sealed class Used : TaskSet
    {
        [Task]
        public void Look() => Check("look", true);
    }

    [UsesTaskSet<Circle>]
    private sealed class Circle : TaskSet
    {
        [Task]
        public void Look() => Check("look", true);
    }
}
