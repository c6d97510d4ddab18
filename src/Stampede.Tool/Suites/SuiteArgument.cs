namespace Stampede.Engine;

/// <summary>One argument of a load test in a suite.</summary>
/// <param name="Text">As it is given to the process: <c>--users=100</c>.</param>
/// <param name="Line">Where the suite file says it.</param>
internal readonly record struct SuiteArgument(string Text, long Line)
{
    /// <summary>The option without its value: <c>--users</c>.</summary>
    public string Name => Text.Split('=', 2)[0];
}
