namespace Stampede.Engine;

/// <summary>What can be wrong with the settings that every load has.</summary>
internal static class SettingsRules
{
    public static IEnumerable<string> Problems(Load load)
    {
        var settings = load.Settings;
        if (settings.UnreadableDuration is { } unreadable)
        {
            yield return $"The load's duration '{unreadable}' (For) is no time span: {TimeSpanText.Allowed}.";
        }

        if (settings.Duration <= TimeSpan.Zero)
        {
            yield return $"The load's duration is {TimeSpanText.Format(settings.Duration.Value)} (For, --run-time): it must be above zero; without one the run goes on until Ctrl-C.";
        }

        if (settings.Name is { } name && string.IsNullOrWhiteSpace(name))
        {
            yield return "A load's name (Named) is empty.";
        }

        foreach (var (count, member) in new[]
        {
            (settings.Iterations, nameof(Load.Iterations)), (settings.IterationsPerUser, nameof(Load.IterationsPerUser)), (settings.Requests, nameof(Load.Requests)),
        })
        {
            if (count < 1)
            {
                yield return $"The load's limit {member}({count}) must be 1 or more.";
            }
        }

        if (settings.CoolDown > TimeSpan.Zero && load.Duration is null)
        {
            yield return $"The load's cool-down is {TimeSpanText.Format(settings.CoolDown)} (CoolDown), and nothing says when it ends: give it a duration (For).";
        }

        if (TimeSpanText.Sum(settings.WarmUp, settings.CoolDown) is var left && left > TimeSpan.Zero && left >= load.Duration)
        {
            yield return $"The load's warm-up of {TimeSpanText.Format(settings.WarmUp)} and cool-down of {TimeSpanText.Format(settings.CoolDown)} leave nothing of its duration of {TimeSpanText.Format(load.Duration.Value)}.";
        }

        foreach (var mistake in settings.Mistakes)
        {
            yield return mistake;
        }
    }
}
