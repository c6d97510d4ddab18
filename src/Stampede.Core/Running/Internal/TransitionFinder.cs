namespace Stampede.Engine;

/// <summary>Reads the transitions of a Markov set and checks them.</summary>
internal static class TransitionFinder
{
    /// <summary>From row to column, weights, in order of the members.</summary>
    /// <param name="label">How problems name the set.</param>
    /// <param name="members">Its tasks.</param>
    /// <param name="problems">Receives what is wrong, with the task.</param>
    public static double[][] Find(string label, IReadOnlyList<TaskMember> members, List<string> problems)
    {
        var rows = new double[members.Count][];
        for (var from = 0; from < rows.Length; from++)
        {
            rows[from] = new double[rows.Length];
            var name = $"{label}.{members[from].Name}";
            var transitions = members[from].Transitions;
            if (transitions.Count == 0)
            {
                problems.Add($"{name} has no [Transition]: say what follows it in its MarkovTaskSet.");
            }

            foreach (var transition in transitions)
            {
                var to = members.Select(m => m.Name).ToList().IndexOf(transition.To);
                if (to < 0)
                {
                    problems.Add($"{name} has a [Transition] to '{transition.To}', which {label} does not have; it has {string.Join(", ", members.Select(m => m.Name))}.");
                }
                else if (!(transition.Weight > 0 && double.IsFinite(transition.Weight)))
                {
                    problems.Add(FormattableString.Invariant($"{name} has a [Transition] to {transition.To} with the weight {transition.Weight}: a transition's weight is above 0."));
                }
                else
                {
                    rows[from][to] += transition.Weight;
                }
            }
        }

        return rows;
    }
}
