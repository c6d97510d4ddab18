namespace Stampede.Results;

/// <summary>A task of a user class.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Weight">Its weight among the class's tasks.</param>
public sealed record TaskPlan(string Name, int Weight);
