using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What one shard recorded under one request name in one interval. Used again and again; a record allocates nothing once it is warm.</summary>
internal sealed class RequestAccumulator
{
    /// <summary>A name with fewer values than this in an interval gives its pages back: thousands of rare names must not hold memory.</summary>
    private const int WorthKeeping = 256;

    private readonly StatusCounts _statuses = new();
    private readonly Histogram _responseTime = new();
    private readonly Histogram _failedResponseTime = new();
    private readonly Histogram _serviceTime = new();
    private readonly Histogram _firstByte = new();
    private readonly Histogram _connect = new();
    private readonly Histogram _tls = new();
    private long _failed;
    private long _accepted;
    private long _sent;
    private long _received;
    private long _body;
    private long _opened;
    private long _resent;

    // Until the first success whose service time differs, the response times stand for the service times too.
    private bool _serviceTimeDiffers;

    /// <summary>Requests recorded in this interval; the rest is all zero where this is 0.</summary>
    public long Settled { get; private set; }

    public void Record(in RequestSample sample)
    {
        Settled++;
        _sent += sample.Sent;
        _received += sample.Received;
        _body += sample.Body;
        if (sample.Status >= 0)
        {
            _statuses.Add(sample.Status);
        }

        if (sample.FirstByte >= 0)
        {
            _firstByte.Record(sample.FirstByte);
        }

        if (sample.FailureId < 0)
        {
            RecordSuccess(in sample);
        }
        else
        {
            _failed++;
            _failedResponseTime.Record(sample.ResponseTime);
        }

        if ((sample.Opened | sample.Resent) != 0 || (sample.Connect & sample.Tls) >= 0)
        {
            RecordConnection(in sample);
        }
    }

    public void AddTo(RequestStats stats)
    {
        stats.Add(new RequestStats
        {
            Settled = Settled,
            Failed = _failed,
            Accepted = _accepted,
            BytesSent = _sent,
            BytesReceived = _received,
            BodyBytes = _body,
            ConnectionsOpened = _opened,
            Resent = _resent,
            ResponseTime = _responseTime,
            FailedResponseTime = _failedResponseTime,
            ServiceTime = _serviceTimeDiffers ? _serviceTime : null,
            FirstByte = _firstByte,
            Connect = _connect.Count > 0 ? _connect : null,
            Tls = _tls.Count > 0 ? _tls : null,
        });
        _statuses.AddTo(stats.Statuses);
    }

    public void Clear()
    {
        (Settled, _failed, _accepted, _sent, _received, _body, _opened, _resent) = (0, 0, 0, 0, 0, 0, 0, 0);
        _serviceTimeDiffers = false;
        _statuses.Clear();
        Empty(_responseTime);
        Empty(_failedResponseTime);
        Empty(_serviceTime);
        Empty(_firstByte);
        Empty(_connect);
        Empty(_tls);
    }

    /// <summary>Empties a histogram that is recorded into again.</summary>
    public static void Empty(Histogram histogram)
    {
        if (histogram.Count >= WorthKeeping)
        {
            histogram.Reset();
        }
        else
        {
            histogram.Clear();
        }
    }

    private void RecordSuccess(in RequestSample sample)
    {
        if (sample.Accepted)
        {
            _accepted++;
        }

        if (_serviceTimeDiffers || sample.ServiceTime != sample.ResponseTime)
        {
            RecordServiceTime(sample.ServiceTime);
        }

        _responseTime.Record(sample.ResponseTime);
    }

    private void RecordServiceTime(long serviceTime)
    {
        if (!_serviceTimeDiffers)
        {
            _serviceTime.Add(_responseTime);
            _serviceTimeDiffers = true;
        }

        _serviceTime.Record(serviceTime);
    }

    private void RecordConnection(in RequestSample sample)
    {
        _opened += sample.Opened;
        _resent += sample.Resent;
        if (sample.Connect >= 0)
        {
            _connect.Record(sample.Connect);
        }

        if (sample.Tls >= 0)
        {
            _tls.Record(sample.Tls);
        }
    }
}
