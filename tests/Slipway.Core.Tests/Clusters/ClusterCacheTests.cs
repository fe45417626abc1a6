using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Clusters;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Core.Tests.Clusters;

public sealed class ClusterCacheTests : IAsyncDisposable
{
    private static readonly ObjectKey Demo = new("default", "demo");
    private static readonly IOException NoAnswer = new("no answer");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<byte, AnsweringClient> _clients = new() { [1] = new(), [2] = new() };
    private readonly ClusterCache _cache;
    private int _made;
    private readonly ChannelReader<ObjectKey> _told;

    public ClusterCacheTests()
    {
        _cache = new ClusterCache(
            Connect, new ClusterCacheOptions(), _time, new CryptographicRandomSource(), NullLoggerFactory.Instance);
        _told = _cache.Subscribe();
    }

    [Fact]
    public void Get_OfClusterNobodyToldOf_IsAbsent() => Assert.IsType<Observed<IWorkloadCluster>.Absent>(_cache.Get(Demo));

    [Fact]
    public async Task Offer_OfClusterThatAnswers_Connects()
    {
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);

        Assert.Equal(Demo, await NextAsync());
        Assert.IsType<Observed<IWorkloadCluster>.Found>(_cache.Get(Demo));
        Assert.NotNull(_cache.GetHealth(Demo).LastProbeSuccessTime);
        Assert.True(_cache.Knows(Demo, new byte[] { 1 }, mayAnswer: true));
    }

    [Fact]
    public async Task Offer_OfClusterThatComesUpLate_ConnectsWhenItDoes()
    {
        _clients[1].FailWith(NoAnswer);
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await UntilAsync(() => _cache.GetHealth(Demo).ConsecutiveFailures >= 3);
        Assert.IsType<Observed<IWorkloadCluster>.Unknown>(_cache.Get(Demo));

        _clients[1].FailWith(null);
        await UntilAsync(() => _cache.Get(Demo) is Observed<IWorkloadCluster>.Found);
    }

    [Fact]
    public async Task Offer_OfClusterWithoutAMachine_IsHardlyTried_UntilThereIsOne()
    {
        _clients[1].FailWith(NoAnswer);
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: false);
        await UntilAsync(() => _clients[1].Probes == 1);
        var begun = _time.GetUtcNow();
        await UntilAsync(() => _clients[1].Probes == 2);
        Assert.True(_time.GetUtcNow() - begun > TimeSpan.FromSeconds(9));

        _clients[1].FailWith(null);
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);

        // No time passes from here on.
        Assert.Equal(Demo, await _told.ReadAsync(TestContext.Current.CancellationToken));
        Assert.IsType<Observed<IWorkloadCluster>.Found>(_cache.Get(Demo));
        Assert.True(_cache.Knows(Demo, new byte[] { 1 }, mayAnswer: true));
        Assert.False(_cache.Knows(Demo, new byte[] { 1 }, mayAnswer: false));
    }

    [Fact]
    public async Task Offer_OfClusterThatRefuses_MakesOneClientForAllTries()
    {
        _clients[1].FailWith(NoAnswer);
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await UntilAsync(() => _clients[1].Probes >= 3);

        _clients[1].FailWith(null);
        await UntilAsync(() => _cache.Get(Demo) is Observed<IWorkloadCluster>.Found);
        Assert.Equal(1, _made);
        Assert.False(_clients[1].IsDisposed);
    }

    [Fact]
    public async Task Offer_OfClusterThatIsSilent_MakesAnotherClient()
    {
        _clients[1].FailWith(new OperationCanceledException("no answer in time"));
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);

        await UntilAsync(() => _made >= 2);
        Assert.True(_clients[1].IsDisposed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Offer_OfClusterThatRefuses_LetsItsClientGo(bool forgotten)
    {
        _clients[1].FailWith(NoAnswer);
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await UntilAsync(() => _clients[1].Probes >= 3);

        if (forgotten)
        {
            _cache.Forget(Demo);
        }
        else
        {
            _cache.Offer(Demo, new byte[] { 2 }, mayAnswer: true);
        }

        await UntilAsync(() => _clients[1].IsDisposed);
    }

    [Fact]
    public async Task Offer_OfOtherKubeconfig_ConnectsAnew()
    {
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await NextAsync();

        _cache.Offer(Demo, new byte[] { 2 }, mayAnswer: true);
        await NextAsync();

        // Counted before more time passes: with time come more probes.
        Assert.Equal(1, _clients[2].Probes);
        await UntilAsync(() => _clients[1].IsDisposed);
    }

    [Fact]
    public async Task Probe_FiveWithoutAnswer_Disconnects()
    {
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await NextAsync();
        _clients[1].FailWith(NoAnswer);

        Assert.Equal(Demo, await NextAsync());

        Assert.IsType<Observed<IWorkloadCluster>.Unknown>(_cache.Get(Demo));
        Assert.True(_cache.GetHealth(Demo).ConsecutiveFailures >= 5);
    }

    [Fact]
    public async Task Probe_Unauthorized_ReconnectsAtOnce()
    {
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await NextAsync();
        _clients[1].FailWith(new KubeApiException(new KubeStatus(401, StatusReason.Unauthorized, "who are you")));
        await UntilAsync(() => _cache.Get(Demo) is Observed<IWorkloadCluster>.Unknown);

        _clients[1].FailWith(null);
        await UntilAsync(() => _cache.Get(Demo) is Observed<IWorkloadCluster>.Found);
    }

    [Fact]
    public async Task Forget_OfConnectedCluster_LetsItGo()
    {
        _cache.Offer(Demo, new byte[] { 1 }, mayAnswer: true);
        await NextAsync();

        _cache.Forget(Demo);

        Assert.IsType<Observed<IWorkloadCluster>.Absent>(_cache.Get(Demo));
        await UntilAsync(() => _clients[1].IsDisposed);
    }

    public ValueTask DisposeAsync() => _cache.DisposeAsync();

    private AnsweringClient Connect(ReadOnlyMemory<byte> kubeconfig)
    {
        Interlocked.Increment(ref _made);
        return _clients[kubeconfig.Span[0]];
    }

    private async Task<ObjectKey> NextAsync()
    {
        ObjectKey key = default;
        await UntilAsync(() => _told.TryRead(out key));
        return key;
    }

    /// <summary>Lets time pass, as much as it takes.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }
    }
}
