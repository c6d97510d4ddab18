namespace Stampede.Reporting;

/// <summary>A form of the phase report: one file in the suite's folder.</summary>
internal interface ISuiteReport
{
    /// <summary>What its file is called.</summary>
    string FileName { get; }

    /// <summary>Writes it. What is in a name is shown as text.</summary>
    void Write(PhaseReport report, Engine.SuiteResult suite, Stream stream);
}
