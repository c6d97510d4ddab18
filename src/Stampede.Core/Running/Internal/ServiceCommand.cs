namespace Stampede.Engine;

/// <summary>What a <see cref="ServiceProcess"/> is made of: how to come from a description to a program that can be started.</summary>
internal abstract class ServiceCommand
{
    /// <summary>Does what must be done before the start.</summary>
    /// <exception cref="LoadTestException">It cannot be done.</exception>
    public abstract Task<ServiceLaunch> Prepare(CancellationToken cancellationToken);

    /// <summary>What it is called in messages, at the start of a sentence.</summary>
    public abstract override string ToString();
}
