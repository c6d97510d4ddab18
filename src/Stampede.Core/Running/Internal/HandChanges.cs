using System.Globalization;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What somebody changes about the load while it goes on. From any thread.</summary>
internal sealed class HandChanges(RunSetup setup, IReadOnlyList<LoadDriver> drivers, Func<TimeSpan> elapsed)
{
    private const int Named = 10;

    private readonly Lock _gate = new();
    private readonly List<string> _done = [];

    public bool AddUsers(int change)
    {
        lock (_gate)
        {
            var now = elapsed();
            if (drivers.OfType<ClosedDriver>().FirstOrDefault(d => d.IsActive(now)) is not { } driver)
            {
                return false;
            }

            var came = driver.Add(change, now);
            if (came != 0)
            {
                _done.Add(string.Create(CultureInfo.InvariantCulture, $"{came:+#,0;-#,0} users at {TimeSpanText.Format(Whole(now))}"));
            }

            return true;
        }
    }

    public void SetWeight(string userClass, double weight)
    {
        lock (_gate)
        {
            var found = Find(userClass);
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException($"{userClass}.Weight cannot be {weight}: a weight is 0 or more.", nameof(weight));
            }

            if (weight == 0 && setup.Parts.Any(p => p.Classes.Contains(found) && p.Classes.All(c => ReferenceEquals(c, found) || (c.Weight == 0 && c.FixedCount == 0))))
            {
                throw new ArgumentException($"{userClass}.Weight cannot be 0: no class of its load would have users.", nameof(weight));
            }

            found.Weight = weight;
            foreach (var driver in drivers)
            {
                driver.Reweigh();
            }

            _done.Add(string.Create(CultureInfo.InvariantCulture, $"the weight of {userClass} to {weight} at {TimeSpanText.Format(Whole(elapsed()))}"));
        }
    }

    public void SetTaskWeight(string userClass, string task, double weight)
    {
        lock (_gate)
        {
            Find(userClass).SetTaskWeight(task, weight);
            _done.Add(string.Create(CultureInfo.InvariantCulture, $"the weight of {userClass}.{task} to {weight} at {TimeSpanText.Format(Whole(elapsed()))}"));
        }
    }

    /// <summary>What was changed, for the result; null for nothing.</summary>
    public RunNote? Note()
    {
        lock (_gate)
        {
            return _done.Count == 0 ? null : new RunNote("LOAD-CHANGED", NoteSeverity.Note,
                $"The load was changed while it ran: {string.Join(", ", _done.Take(Named))}{(_done.Count > Named ? $" and {_done.Count - Named} times more" : "")}.");
        }
    }

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Floor(time.TotalSeconds));

    private UserClass Find(string userClass) => setup.Classes.FirstOrDefault(c => c.Name == userClass) ?? throw new ArgumentException(
        $"There is no user class '{userClass}' in this run; there are {string.Join(", ", setup.Classes.Select(c => c.Name))}.", nameof(userClass));
}
