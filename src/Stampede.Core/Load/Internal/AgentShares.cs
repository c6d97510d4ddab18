namespace Stampede.Engine;

/// <summary>
/// Decides which agent runs the n-th user. Of every n users in turn, n agents get one each, and who gets a user is who has the fewest of its class: so
/// every agent is within one user of every other, and all have nearly the same mix of classes. Like the classes (<see cref="ClassMix"/>) it
/// is a function of the index alone: a ramp up, and down in reverse order, passes the same shares. Not thread-safe: what was decided is kept.
/// </summary>
internal sealed class AgentShares
{
    private readonly ClassMix _mix;
    private readonly int _agents;

    // Per class: how many of it each agent has; the agents, those with the fewest first, as they were when the present round began; how far these are taken.
    private readonly int[][] _counts;
    private readonly int[][] _order;
    private readonly int[] _next;

    // The round, from 1, in which each class was last put in order and each agent last taken.
    private readonly int[] _ordered;
    private readonly int[] _taken;
    private int[] _decided = [];
    private int _count;

    public AgentShares(IReadOnlyList<ClassShare> classes, int agents)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(agents, 1);
        _mix = new ClassMix(classes);
        _agents = agents;
        _counts = [.. classes.Select(_ => new int[agents])];
        _order = [.. classes.Select(_ => new int[agents])];
        _next = new int[classes.Count];
        _ordered = new int[classes.Count];
        _taken = new int[agents];
    }

    /// <summary>How many users there can be.</summary>
    public int Limit => _mix.Limit;

    /// <summary>The agent, from 0, of the n-th arrival. Rounds begin at different agents, so that classes that take turns do not end up apart.</summary>
    public static int AgentOfArrival(long index, int agents)
    {
        // Steps of the golden section: no period of any mix of classes keeps pace with them.
        var turn = Math.BigMul((ulong)(index / agents) * 0x9E3779B97F4A7C15, (ulong)agents, out _);
        return (int)(((ulong)(index % agents) + turn) % (ulong)agents);
    }

    /// <summary>The class, by its place in the list, of a user.</summary>
    public int ClassOf(int userIndex) => _mix.ClassOf(userIndex);

    /// <summary>The agent, from 0, of a user.</summary>
    /// <param name="userIndex">0-based; below <see cref="Limit"/>.</param>
    public int AgentOf(int userIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(userIndex, Limit);
        if (userIndex >= _decided.Length)
        {
            Array.Resize(ref _decided, (int)Math.Clamp(userIndex * 2L, 64, Array.MaxLength));
        }

        for (; _count <= userIndex; _count++)
        {
            _decided[_count] = Next(_mix.ClassOf(_count), _count / _agents + 1);
        }

        return _decided[userIndex];
    }

    /// <summary>How many users of each class each agent has, of the first so many: a row per agent; those beyond <see cref="Limit"/> are left out.</summary>
    public int[][] CountsAt(int users)
    {
        var counts = Enumerable.Range(0, _agents).Select(_ => new int[_counts.Length]).ToArray();
        for (var i = 0; i < Math.Min(users, Limit); i++)
        {
            counts[AgentOf(i)][ClassOf(i)]++;
        }

        return counts;
    }

    private int Next(int ofClass, int round)
    {
        var order = _order[ofClass];
        if (_ordered[ofClass] != round)
        {
            _ordered[ofClass] = round;
            _next[ofClass] = 0;
            Sort(_counts[ofClass], order);
        }

        while (_taken[order[_next[ofClass]]] == round)
        {
            _next[ofClass]++;
        }

        var agent = order[_next[ofClass]++];
        _taken[agent] = round;
        _counts[ofClass][agent]++;
        return agent;
    }

    // By count, and among equals by number: counting sort, as the counts are near each other.
    private static void Sort(int[] counts, int[] order)
    {
        var (least, most) = (counts.Min(), counts.Max());
        Span<int> places = new int[most - least + 2];
        foreach (var count in counts)
        {
            places[count - least + 1]++;
        }

        for (var i = 1; i < places.Length; i++)
        {
            places[i] += places[i - 1];
        }

        for (var agent = 0; agent < counts.Length; agent++)
        {
            order[places[counts[agent] - least]++] = agent;
        }
    }
}
