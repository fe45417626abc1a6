using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Programs;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Kills;

/// <summary>Rounds of: start the program, check all that was ever answered, write with many clients, kill.</summary>
internal sealed class KillRounds(SlipwayPlane plane, int seed)
{
    private const int Writers = 8;
    private const int Observers = 2;

    private readonly Random _random = new(seed);
    private readonly KillLedger _ledger = new();
    private readonly List<KilledWriter> _writers = [];
    private readonly List<KillObserver> _observers = [];
    private int _kills;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task RunAsync(int rounds)
    {
        _writers.AddRange(Enumerable.Range(0, Writers).Select(i => new KilledWriter($"w{i}", seed + i, _ledger)));
        _observers.AddRange(Enumerable.Range(0, Observers).Select(_ => new KillObserver(_ledger)));
        for (var round = 0; round < rounds; round++)
        {
            if (_random.Next(8) == 0)
            {
                await plane.KillWhileStartingAsync(TimeSpan.FromMilliseconds(_random.Next(600)));
                _kills++;
            }

            await RunOneAsync(writes: true);
        }

        await RunOneAsync(writes: false);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_kills} kills; {_ledger.Answered} writes answered, {_ledger.Refused} refused for a conflict, {_ledger.Unanswered.Done} unanswered and "
        + $"done, {_ledger.Unanswered.Undone} unanswered and not done; {_observers.Sum(o => o.Events)} watch events, "
        + $"{_observers.Sum(o => o.Watches.Resumed)} watches resumed, {_observers.Sum(o => o.Watches.Expired)} told to list anew; "
        + $"last resourceVersion {_ledger.Highest}");

    private async Task RunOneAsync(bool writes)
    {
        using var first = await plane.UpAsync();
        await EnsureNamespaceAsync(first);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var clients = new List<HttpKubeClient>();
        var work = new List<Task>();
        try
        {
            foreach (var observer in _observers)
            {
                work.Add(observer.WatchAsync(Connect(clients), stop.Token));
            }

            await CheckAsync(first);
            work.AddRange(writes ? _writers.Select(writer => writer.WriteAsync(Connect(clients), stop.Token)) : []);

            // Whoever finds something wrong ends before the kill.
            await Task.WhenAny([Task.Delay(_random.Next(10, 250), Token), .. work]);
            await plane.KillAsync();
            _kills++;
            await stop.CancelAsync();
            await Task.WhenAll(work);
        }
        finally
        {
            clients.ForEach(static client => client.Dispose());
        }
    }

    private static async Task EnsureNamespaceAsync(IKubeClient client)
    {
        try
        {
            var json = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = KilledObject.Namespace } };
            await client.CreateAsync(BuiltInTypes.Namespace, json, WriteOptions.Default, Token);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists)
        {
            // An earlier life has made it.
        }
    }

    private async Task CheckAsync(IKubeClient client)
    {
        var list = await client.ListAsync(BuiltInTypes.ConfigMap, KilledObject.Namespace, new ListOptions(), Token);
        var version = long.Parse(list.ResourceVersion, CultureInfo.InvariantCulture);
        Assert.True(version >= _ledger.Highest, $"the server is at version {version}; {_ledger.Highest} was seen");
        _ledger.See(version);
        var found = list.Items.Where(i => _writers.Exists(w => w.Owns(i.Metadata.Name))).ToDictionary(static i => i.Metadata.Name, KilledObject.Of);
        foreach (var writer in _writers)
        {
            writer.Check(found);
        }

        var news = _ledger.TakeNews();
        var versions = list.Items.ToDictionary(static i => i.Metadata.Name, static i => long.Parse(i.Metadata.ResourceVersion, CultureInfo.InvariantCulture));
        foreach (var observer in _observers)
        {
            await observer.WaitUntilSameAsync(versions, Token);
            observer.Check(news.Written, news.Deleted);
        }
    }

    private HttpKubeClient Connect(List<HttpKubeClient> clients)
    {
        var client = new HttpKubeClient(KubeConnection.FromKubeconfigFile(plane.Kubeconfig));
        clients.Add(client);
        return client;
    }
}
