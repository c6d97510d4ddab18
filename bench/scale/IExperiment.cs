using Peers;

namespace Scale;

/// <summary>One thing that is measured at its largest.</summary>
internal interface IExperiment
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>The heading of its section.</summary>
    string Heading { get; }

    /// <summary>Measures it, and gives its section as Markdown, without heading and machine.</summary>
    Task<string> Run(ScratchFolder folder, ScaleOptions options);
}
