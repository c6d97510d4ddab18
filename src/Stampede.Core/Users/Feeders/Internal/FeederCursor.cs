namespace Stampede.Engine;

/// <summary>Where one run is in one feeder.</summary>
internal abstract class FeederCursor : IDisposable
{
    /// <summary>What to say about it at the end of the run: that it ran dry, or began again; else null.</summary>
    public abstract (string Id, string Text)? Note();

    /// <summary>Closes its file. Who asks from now on ends.</summary>
    public abstract void Dispose();
}
