using Stampede.Engine;

namespace Stampede;

/// <summary>A virtual user that speaks HTTP/1.1, with its own cookies and its own connection.</summary>
public abstract class HttpUser : User
{
    private HttpSession? _http;

    /// <summary>Sends requests, each measured.</summary>
    /// <exception cref="InvalidOperationException">In a constructor: the user is not in a run yet.</exception>
    protected internal HttpSession Http =>
        _http ?? throw new InvalidOperationException($"{GetType().Name} is not in a run yet: use Http from OnStart on, not in a constructor.");

    internal override void Attach(UserContext context)
    {
        base.Attach(context);
        _http = new HttpSession(context);
        context.Session = _http;
    }
}
