namespace Stampede.Engine;

/// <summary>Ends the life of a user or task set that can be disposed of.</summary>
internal static class Disposal
{
    public static async ValueTask Of(object thing)
    {
        switch (thing)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
