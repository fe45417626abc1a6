using System.Threading.Channels;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Slipway.ApiServer.Http.Fairness;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http.Fairness;

/// <summary>Who is served when there are more requests than places, by a clock that the tests move.</summary>
public sealed class FairQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<(string Who, RequestSeat Seat)> _served = Channel.CreateUnbounded<(string Who, RequestSeat Seat)>();

    [Fact]
    public async Task Flood_OfOneUser_DoesNotKeepAnotherWaiting()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "flood", times: 500);
        await AskAsync(queue, "victim", times: 3);

        var order = await ServeAsync(7, _ => TimeSpan.FromMilliseconds(1));

        Assert.Equal(["flood", "victim", "flood", "victim", "flood", "victim", "flood"], order);
    }

    [Fact]
    public async Task Users_ShareByTimeAndNotByNumber()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "slow", times: 100);
        await AskAsync(queue, "quick", times: 1000);

        var order = await ServeAsync(550, who => TimeSpan.FromMilliseconds(who == "slow" ? 10 : 1));

        Assert.InRange(order.Count(w => w == "slow"), 48, 52);
    }

    [Fact]
    public async Task Programs_OfOneUser_ShareWhatIsHis()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "admin/loop", times: 100);
        await AskAsync(queue, "admin/kubectl", times: 2);
        await AskAsync(queue, "other", times: 4);

        var order = await ServeAsync(9, _ => TimeSpan.FromMilliseconds(1));

        Assert.Equal(["admin/loop", "other", "admin/kubectl", "other"], order.Take(4));
        Assert.Equal(2, order.Count(w => w == "admin/kubectl"));
    }

    [Fact]
    public async Task User_OfManyPrograms_GetsNoMoreThanOneOfOne()
    {
        var queue = Queue(seats: 1);
        for (var i = 0; i < 200; i++)
        {
            await AskAsync(queue, $"many/{i}", times: 2);
        }

        await AskAsync(queue, "one", times: 50);

        var order = await ServeAsync(100, _ => TimeSpan.FromMilliseconds(1));
        Assert.InRange(order.Count(w => w == "one"), 49, 50);
    }

    [Fact]
    public async Task SystemLevel_IsServedThreeTimesAsMuchAsWorkloads()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "flood", times: 100);
        await AskAsync(queue, "node", times: 100, groups: "system:nodes");

        var order = await ServeAsync(80, _ => TimeSpan.FromMilliseconds(1));

        Assert.InRange(order.Count(w => w == "node"), 58, 61);
    }

    [Fact]
    public async Task SlowRequests_OfOneUser_DoNotTakeAllPlaces()
    {
        var queue = Queue(seats: 16);
        await AskAsync(queue, "slow", times: 40);
        Assert.Equal(9, _served.Reader.Count);

        await AskAsync(queue, "other", times: 40);
        Assert.Equal(12, _served.Reader.Count);

        await AskAsync(queue, "kubelet", times: 40, groups: "system:nodes");
        Assert.Equal(16, _served.Reader.Count);
        Assert.Equal((16, 104), (queue.Running, queue.Waiting));
    }

    [Fact]
    public async Task TooMany_OfOneUser_AreRefused_OthersNot()
    {
        var queue = new FairQueue(new FairQueueOptions { Seats = 1, MaxWaitingOfUser = 5, MaxWaiting = 7 }, _time);
        await AskAsync(queue, "flood", times: 6);

        Assert.Equal("Too many requests, please try again later.", (await RefusalAsync("flood")).Message);
        await AskAsync(queue, "other", times: 2);
        Assert.Equal((429, 1), (await RefusalAsync("third") is var r ? r.Code : 0, r.Details!.RetryAfterSeconds));

        async Task<KubeStatus> RefusalAsync(string user) => (await Assert.ThrowsAsync<KubeApiException>(
            () => queue.EnterAsync(new RequestUser(user, []), "", TestContext.Current.CancellationToken).AsTask())).Status;
    }

    [Fact]
    public async Task Request_ThatWaitsTooLong_IsRefused()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "a", times: 1);
        var waiting = queue.EnterAsync(new RequestUser("b", []), "", TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(429, (await Assert.ThrowsAsync<KubeApiException>(() => waiting)).Status.Code);
    }

    [Fact]
    public async Task Request_WhoseClientHasGone_IsPassedOver()
    {
        var queue = Queue(seats: 1);
        await AskAsync(queue, "a", times: 1);
        using var gone = new CancellationTokenSource();
        var given = queue.EnterAsync(new RequestUser("b", []), "", gone.Token).AsTask();
        await AskAsync(queue, "b", times: 1);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        Assert.Equal(["a", "b"], await ServeAsync(2, _ => TimeSpan.Zero));
        Assert.Equal((0, 0), (queue.Running, queue.Waiting));
    }

    // Any comings, goings and endings: the places are used while somebody may have them, and in the end all are free.
    [Fact]
    public Task Queue_OfAnything_UsesItsPlacesAndLosesNone() => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 4], Gen.Int[0, 20]).Array[1, 200].SampleAsync(
        async steps =>
        {
            var queue = Queue(seats: 4);
            var seats = new List<Task<RequestSeat>>();
            var clients = new List<CancellationTokenSource>();
            foreach (var (action, user, milliseconds) in steps)
            {
                if (action < 6)
                {
                    var client = new CancellationTokenSource();
                    clients.Add(client);
                    seats.Add(queue.EnterAsync(new RequestUser($"u{user}", user == 0 ? ["system:nodes"] : []), $"p{milliseconds}", client.Token).AsTask());
                }
                else if (action < 8 && clients.Count > 0)
                {
                    await clients[milliseconds % clients.Count].CancelAsync();
                }
                else
                {
                    _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
                    if (seats.Find(s => s.IsCompletedSuccessfully) is { } served)
                    {
                        seats.Remove(served);
                        (await served).Dispose();
                    }
                }

                Assert.InRange(queue.Running, 0, 4);
            }

            while (seats.Count > 0)
            {
                var next = await Task.WhenAny(seats);
                seats.Remove(next);
                if (next.IsCompletedSuccessfully)
                {
                    (await next).Dispose();
                }
            }

            Assert.Equal((0, 0), (queue.Running, queue.Waiting));
        },
        iter: 200,
        threads: 1);

    private FairQueue Queue(int seats) => new(new FairQueueOptions { Seats = seats }, _time);

    // "user" or "user/program"; those that are served are noted in order.
    private async Task AskAsync(FairQueue queue, string who, int times, string groups = "")
    {
        var (user, program) = who.Split('/') is [var u, var p] ? (u, p) : (who, "");
        for (var i = 0; i < times; i++)
        {
            var seat = queue.EnterAsync(
                new RequestUser(user, groups.Length == 0 ? [] : [groups]), program, TestContext.Current.CancellationToken).AsTask();
            if (seat.IsCompletedSuccessfully)
            {
                _served.Writer.TryWrite((who, await seat));
            }
            else
            {
                _ = NoteAsync(seat);
            }
        }

        async Task NoteAsync(Task<RequestSeat> seat) => _served.Writer.TryWrite((who, await seat));
    }

    private async Task<List<string>> ServeAsync(int count, Func<string, TimeSpan> takes)
    {
        var order = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (who, seat) = await _served.Reader.ReadAsync(TestContext.Current.CancellationToken);
            order.Add(who);
            _time.Advance(takes(who));
            seat.Dispose();
        }

        return order;
    }
}
