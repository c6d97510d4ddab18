using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>A call of a client that is not Stampede's own, counted like a request.</summary>
internal static class MeasuredCall
{
    /// <summary>As much of an exception as is kept of a body.</summary>
    private const int SampleText = 512;

    /// <exception cref="RequirementException">It threw; what it threw is the inner exception.</exception>
    public static async ValueTask<T> Run<T>(UserContext context, string method, string name, Func<ValueTask<T>> call)
    {
        if (!context.Begin() || !context.MaySend(1))
        {
            await context.Ended();
        }

        var id = context.Recorder.RequestId(method, name);
        var start = MonotonicClock.Ticks;
        var intended = context.TakeIntended(start);
        T result;
        try
        {
            result = await call();
        }
        catch (OperationCanceledException) when (context.IsEndingOrTold)
        {
            context.CutOff(MonotonicClock.Microseconds(MonotonicClock.Ticks - intended));
            throw;
        }
        catch (TaskSetInterruptedException)
        {
            Record(context, id, intended, start, null);
            throw;
        }
        catch (Exception exception)
        {
            Record(context, id, intended, start, exception);
            await new LoopSwitch(context.Loop, context.Mark);
            throw new RequirementException($"{context.Recorder.Request(id)}: {Text(exception)}", exception);
        }

        Record(context, id, intended, start, null);
        await new LoopSwitch(context.Loop, context.Mark);
        return result;
    }

    private static string Text(Exception exception) => $"{exception.GetType().Name}: {ExceptionText.Message(exception)}";

    private static void Record(UserContext context, int id, long intended, long start, Exception? exception)
    {
        context.Session?.SettleOpen(); // of a request inside the call
        var end = MonotonicClock.Ticks;
        var sample = new RequestSample
        {
            RequestId = id,
            FailureId = -1,
            ResponseTime = MonotonicClock.Microseconds(end - intended),
            ServiceTime = MonotonicClock.Microseconds(end - start),
            FirstByte = -1,
            Connect = -1,
            Tls = -1,
            Status = RequestSample.NoStatus,
            Selections = context.Selections,
        };
        if (exception is not null)
        {
            context.CountFailure();
            sample.FailureId = context.Recorder.FailureId(id, FailureKind.Exception, Text(exception));
            if (context.Recorder.WantsSample(sample.FailureId))
            {
                context.Recorder.AddSample(sample.FailureId, Sample(context, sample, exception));
            }
        }

        context.Shard.Record(in sample);
        context.Hooks?.Settled(context, in sample, exception is null ? FailureKind.None : FailureKind.Exception, exception is null ? null : Text(exception), intended, exchange: null);
    }

    private static FailureSample Sample(UserContext context, in RequestSample sample, Exception exception) => new()
    {
        At = context.Time.GetUtcNow(),
        Url = context.Recorder.Request(sample.RequestId).ToString(),
        Status = sample.Status,
        ResponseTime = sample.ResponseTime,
        Body = ExceptionText.Whole(exception, SampleText),
        Headers = new Dictionary<string, string>(),
    };
}
