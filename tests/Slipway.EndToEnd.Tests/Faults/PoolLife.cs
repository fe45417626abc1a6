using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>
/// The whole life of a pool with boot data of its own: it is made, grows, gets another token before the first one runs out, and is deleted.
/// Each step is waited for until it is done, however often the controllers die meanwhile.
/// </summary>
/// <param name="plane">The plane.</param>
/// <param name="cluster">The cluster that gets the pool.</param>
/// <param name="pools">Follows the pool and what it is made of.</param>
/// <param name="time">The clock.</param>
internal sealed class PoolLife(TestPlane plane, TestCluster cluster, ObjectView pools, TimeProvider time)
{
    private const string TokenType = "bootstrap.kubernetes.io/token";

    // A token lives a quarter of an hour, and is replaced when half of that is over.
    private static readonly TimeSpan TokensTakeAtMost = TimeSpan.FromMinutes(18);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);
    private static readonly ObjectKey Pool = new("default", "pool");

    private int _steps;
    private string? _firstToken;

    /// <summary>The kinds beside those of clusters.</summary>
    public static IReadOnlyList<ResourceType> Kinds { get; } = [CoreTypes.MachinePool, DevTypes.DevMachinePool];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Version => cluster.Shape.Version;

    /// <summary>Asks for the pool.</summary>
    public Task AskAsync() => MachinePoolTests.CreatePoolAsync(plane.Client, Version, replicas: 1);

    /// <summary>Goes on from wherever the pool is, to its end.</summary>
    public async Task LiveAsync()
    {
        (Func<Task> Wait, Func<Task> Act)[] steps =
        [
            (() => pools.UntilAsync("one machine runs", o => MachinePoolTests.IsSettled(o, 1, Version)), GrowAsync),
            (() => pools.UntilAsync("two machines run", o => MachinePoolTests.IsSettled(o, 2, Version)), () => Task.CompletedTask),
            (() => TokensAsync(step: 2, "another token in the first one's place", IsRenewed), DeleteAsync),
            (() => pools.UntilAsync("nothing of the pool is left", IsGone), () => Task.CompletedTask),
            (() => TokensAsync(step: 4, "no token", tokens => tokens.Count == 0), () => Task.CompletedTask),
        ];
        while (_steps < steps.Length)
        {
            // Who waited while the controllers died still waits: the first to see the step done takes the next.
            var step = _steps;
            await steps[step].Wait();
            if (_steps == step)
            {
                _steps++;
                await steps[step].Act();
            }
        }
    }

    private static bool IsGone(Objects objects) =>
        objects.Of(CoreTypes.MachinePool).Count + objects.Of(DevTypes.DevMachinePool).Count == 0
        && objects.Of(CoreTypes.Machine).All(ClusterStates.IsControlPlane)
        && objects.Of(DevTypes.DevMachine).Count == objects.Of(CoreTypes.Machine).Count
        && objects.Find(KubeadmTypes.KubeadmConfig, Pool.Name) is null
        && objects.Find(BuiltInTypes.Secret, Pool.Name) is null;

    /// <summary>The boot data name another token than the first, which is the only one that the cluster has.</summary>
    private bool IsRenewed(IReadOnlyList<string> tokens) =>
        pools.Read(MachinePoolTokenTests.TokenOf) is { } token && token != _firstToken
        && pools.Read(MachinePoolTokenTests.TokenInBootData) == token
        && tokens is [var only] && only == MachinePoolTokenTests.SecretOf(token).Name;

    private async Task GrowAsync()
    {
        _firstToken = pools.Read(MachinePoolTokenTests.TokenOf);
        var two = KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 2 } });
        await plane.Client.PatchAsync(CoreTypes.MachinePool, Pool, two, WriteOptions.Default, Token);
    }

    private Task DeleteAsync() => plane.Client.DeleteAsync(CoreTypes.MachinePool, Pool, DeleteOptions.Default, Token);

    /// <summary>
    /// Nothing tells of tokens that run out while no controller runs: the workload cluster is asked now and then. Who asks later than
    /// another may find the next step taken.
    /// </summary>
    private async Task TokensAsync(int step, string what, Func<IReadOnlyList<string>, bool> reached)
    {
        IReadOnlyList<string>? tokens = null;
        for (var end = time.GetUtcNow() + TokensTakeAtMost; _steps == step && (tokens is null || !reached(tokens));)
        {
            Assert.True(
                time.GetUtcNow() < end,
                $"not within {TokensTakeAtMost.TotalMinutes} minutes: {what}; there are {string.Join(", ", tokens ?? [])}. "
                + $"What there is:\n{pools.Read(o => o.ToString())}");
            await Task.Delay(Look, time, Token);
            tokens = await ReadTokensAsync();
        }
    }

    private async Task<IReadOnlyList<string>?> ReadTokensAsync()
    {
        try
        {
            var secrets = await plane.Connect(cluster.Connection()).ListAsync(BuiltInTypes.Secret, "kube-system", ListOptions.All, Token);
            return [.. secrets.Items.Where(s => (string?)s.ToJsonObject()["type"] == TokenType).Select(s => s.Metadata.Name)];
        }
        catch (Exception e) when (e is HttpRequestException or IOException or KubeApiException)
        {
            // It is on its way up.
            return null;
        }
    }
}
