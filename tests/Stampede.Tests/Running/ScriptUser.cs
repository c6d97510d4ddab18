namespace Stampede.Tests;

/// <summary>A user that does what a test's <see cref="Script"/> says.</summary>
internal sealed class ScriptUser(Script script) : HttpUser
{
    private bool _isInRun;
    private int _over;

    public override WaitTime WaitTime
    {
        get
        {
            if (_isInRun)
            {
                if (_over < Iteration)
                {
                    _over = Iteration;
                    script.IterationIsOver();
                }

                script.AfterIteration?.Invoke(this);
            }

            return script.WaitTime;
        }
    }

    /// <summary>Iterations begun so far, the present one included.</summary>
    public int Iteration { get; private set; }

    protected internal override ValueTask OnStart()
    {
        _isInRun = true;
        script.UserStarts();
        return script.OnStart(this);
    }

    protected internal override ValueTask OnStop() => script.OnStop(this);

    [Task]
    public ValueTask Play()
    {
        Iteration++;
        return script.Task(this);
    }

    public ValueTask Pause(double seconds) => Wait(seconds);

    public ValueTask Block(Action work) => Blocking(work);

    public ValueTask<T> Block<T>(Func<T> work) => Blocking(work);
}
