using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>A named group of requests: from the start of its code (with a late arrival, from when that was due) to the end, without the user's own pauses.</summary>
internal static class TransactionRun
{
    public static async ValueTask<T> Run<T>(UserContext context, string name, Func<ValueTask<T>> body)
    {
        // What was open before is none of it.
        if (!context.Begin())
        {
            await context.Ended();
        }

        var id = context.Recorder.TransactionId(context.Transaction, name);
        var start = new Beginning(context.Intended(MonotonicClock.Ticks), context.Paused, context.Failed, context.Unfinished);
        var outer = context.Enter(id);
        try
        {
            var result = await body();
            Record(context, id, start, threw: false);
            return result;
        }
        catch (OperationCanceledException) when (context.IsEndingOrTold)
        {
            // The run stops: it counts neither way.
            throw;
        }
        catch (TaskSetInterruptedException)
        {
            Record(context, id, start, threw: false);
            throw;
        }
        catch
        {
            Record(context, id, start, threw: true);
            throw;
        }
        finally
        {
            context.Leave(outer);
        }
    }

    private static void Record(UserContext context, int id, in Beginning start, bool threw)
    {
        context.Session?.SettleOpen();
        if (context.Unfinished > start.Unfinished)
        {
            return; // The stop cut a request of it off.
        }

        var time = MonotonicClock.Microseconds(MonotonicClock.Ticks - start.At - (context.Paused - start.Paused));
        context.Shard.Transaction(id, new RequestSample
        {
            FailureId = threw || context.Failed > start.Failed ? 0 : -1,
            ResponseTime = time,
            ServiceTime = time,
            FirstByte = -1,
            Connect = -1,
            Tls = -1,
            Status = RequestSample.NoStatus,
        });
    }

    private readonly record struct Beginning(long At, long Paused, int Failed, int Unfinished);
}
