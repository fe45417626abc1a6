using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Http.Fairness;

/// <summary>
/// Serves a bounded number of requests at once and shares that among who asks: between priority levels, between the users of a level, and
/// between the programs of a user, each by the time that its requests take. So whoever asks for more than his share waits for himself.
/// No level has all the places, and no user all of his level's, so that requests which take long do not shut out the others.
/// Where nothing has to wait this costs one short lock.
/// </summary>
internal sealed class FairQueue
{
    private const int SystemWeight = 3;
    private const int MaxUsers = 4096;
    private const int MaxProgramsOfUser = 32;

    // How much of the newest measurement goes into what the next request is expected to take.
    private const double Learning = 0.05;

    private readonly Lock _gate = new();
    private readonly FairQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly FlowNode _root;
    private readonly FlowNode[] _levels;
    private readonly Dictionary<string, UserFlow> _users = new(StringComparer.Ordinal);
    private readonly int _seatsOfUser;
    private double _expected = 0.001;
    private int _waiting;

    public FairQueue(FairQueueOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        var seatsOfLevel = ThreeQuarters(options.Seats);
        _seatsOfUser = ThreeQuarters(seatsOfLevel);
        _root = new FlowNode(parent: null, options.Seats);
        _levels = [new FlowNode(_root, seatsOfLevel), new FlowNode(_root, seatsOfLevel, SystemWeight)];
    }

    /// <summary>How many requests are served now.</summary>
    public int Running => _root.Running;

    /// <summary>How many requests wait.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a place.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="program">The program that asks for him: its user agent.</param>
    /// <param name="cancellationToken">The request is over.</param>
    /// <exception cref="KubeApiException">There is no place, and none to wait either (429).</exception>
    public ValueTask<RequestSeat> EnterAsync(RequestUser user, string program, CancellationToken cancellationToken)
    {
        WaitingRequest waiting;
        lock (_gate)
        {
            var owner = OwnerOf(user);
            var flow = owner.ProgramOf(program, MaxProgramsOfUser);

            // Whoever waits and could be served is served already, so nobody is overtaken here.
            if (flow.HasRoom)
            {
                flow.Begin(_expected);
                return new ValueTask<RequestSeat>(SeatOf(flow));
            }

            if (_waiting >= _options.MaxWaiting || owner.Waiting >= _options.MaxWaitingOfUser)
            {
                return ValueTask.FromException<RequestSeat>(FrontErrors.TooManyRequests());
            }

            waiting = new WaitingRequest(owner);
            flow.Waiting.Enqueue(waiting);
            _waiting++;
            owner.Waiting++;
            flow.Offer();
        }

        return WaitAsync(waiting, cancellationToken);
    }

    internal void Leave(FlowNode flow, long started, double expected)
    {
        var took = _time.GetElapsedTime(started).TotalSeconds;
        lock (_gate)
        {
            _expected += (took - _expected) * Learning;
            flow.End(took - expected);
            ServeNext();
        }
    }

    private static int ThreeQuarters(int seats) => Math.Max(1, seats - (seats / 4));

    // One that gives up keeps its place until that is reached: so asking and hanging up fills the own queue and nobody else's.
    private async ValueTask<RequestSeat> WaitAsync(WaitingRequest waiting, CancellationToken cancellationToken)
    {
        try
        {
            await waiting.Answer.WaitAsync(_options.MaxWait, _time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (waiting.TryGiveUp())
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw FrontErrors.TooManyRequests();
            }
        }

        return (await waiting.Answer)!;
    }

    private RequestSeat SeatOf(FlowNode flow) => new(this, flow, _time.GetTimestamp(), _expected);

    private void ServeNext()
    {
        while (_root.TakeNext() is { } flow)
        {
            while (flow.Waiting.TryDequeue(out var waiting))
            {
                _waiting--;
                waiting.Owner.Waiting--;
                if (waiting.TryBegin(SeatOf(flow)))
                {
                    flow.Begin(_expected);
                    break;
                }
            }

            flow.Offer();
        }
    }

    private UserFlow OwnerOf(RequestUser user)
    {
        if (_users.TryGetValue(user.Name, out var known))
        {
            return known;
        }

        if (_users.Count >= MaxUsers)
        {
            foreach (var (name, idle) in _users)
            {
                if (idle.IsIdle)
                {
                    _users.Remove(name);
                }
            }
        }

        var owner = new UserFlow(new FlowNode(_levels[(int)PriorityLevels.Of(user)], _seatsOfUser));
        _users.Add(user.Name, owner);
        return owner;
    }
}
