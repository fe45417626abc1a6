using System.Text.Json.Nodes;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Engine;

public class DeletionTests
{
    [Fact]
    public async Task Delete_OfAnObjectWithFinalizer_WaitsForItsRemoval()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var body = EngineFixture.ConfigMap("a");
        body["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await fixture.CreateAsync(body);

        await fixture.DeleteAsync("a");
        var held = await fixture.WaitAsync("a", o => o is { IsDeleting: true });
        await fixture.MergeAsync("a", """{"metadata":{"finalizers":null}}""");

        Assert.NotNull(held);
        await fixture.WaitGoneAsync("a");
    }

    [Fact]
    public async Task Delete_InTheBackground_TakesDependentsAlong()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var owner = await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));
        var child = await fixture.CreateAsync(EngineFixture.Owned("child", owner));
        await fixture.CreateAsync(EngineFixture.Owned("grandchild", child));

        await fixture.DeleteAsync("owner", PropagationPolicy.Background);

        await fixture.WaitGoneAsync("child");
        await fixture.WaitGoneAsync("grandchild");
    }

    [Fact]
    public async Task Delete_InTheForeground_WaitsForBlockingDependents()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var owner = await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));
        var child = EngineFixture.Owned("child", owner, blocks: true);
        child["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await fixture.CreateAsync(child);

        await fixture.DeleteAsync("owner", PropagationPolicy.Foreground);
        await fixture.WaitAsync("child", o => o is { IsDeleting: true });
        var waiting = await fixture.Client.GetAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", "owner"), EngineFixture.Token);
        await fixture.MergeAsync("child", """{"metadata":{"finalizers":null}}""");

        Assert.Equal(["foregroundDeletion"], waiting.Metadata.Finalizers);
        await fixture.WaitGoneAsync("owner");
    }

    [Fact]
    public async Task Delete_Orphaning_LeavesDependentsWithoutTheOwner()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var owner = await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));
        await fixture.CreateAsync(EngineFixture.Owned("child", owner));

        await fixture.DeleteAsync("owner", PropagationPolicy.Orphan);
        await fixture.WaitGoneAsync("owner");

        var child = await fixture.Client.GetAsync(BuiltInTypes.ConfigMap, new ObjectKey("default", "child"), EngineFixture.Token);
        Assert.Empty(child.Metadata.OwnerReferences);
    }

    [Fact]
    public async Task Create_WithAnOwnerOfAnotherUid_IsCollected()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var owner = await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));
        await fixture.DeleteAsync("owner");
        await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));

        await fixture.CreateAsync(EngineFixture.Owned("child", owner));

        await fixture.WaitGoneAsync("child");
    }

    [Fact]
    public async Task Restart_AfterOwnersWentUnseen_CollectsWhatTheyLeft()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var owner = await fixture.CreateAsync(EngineFixture.ConfigMap("owner"));
        await fixture.CreateAsync(EngineFixture.Owned("child", owner));
        var stored = fixture.Store.Get(new StoreKey("configmaps", "default", "owner"))!;
        await fixture.Store.CommitAsync(StoreWrite.Delete(stored), EngineFixture.Token);

        await fixture.RestartAsync();

        await fixture.WaitGoneAsync("child");
    }

    [Fact]
    public async Task Delete_OfANamespace_EmptiesItFirst()
    {
        await using var fixture = await EngineFixture.StartAsync();
        await fixture.CreateAsync(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "team" } }, BuiltInTypes.Namespace);
        var held = EngineFixture.ConfigMap("held");
        held["metadata"]!["namespace"] = "team";
        held["metadata"]!["finalizers"] = new JsonArray("example.com/hold");
        await fixture.CreateAsync(held);

        await fixture.Client.DeleteAsync(BuiltInTypes.Namespace, ObjectKey.ClusterScoped("team"), DeleteOptions.Default, EngineFixture.Token);
        await fixture.WaitAsync("held", o => o is { IsDeleting: true }, ns: "team");
        var late = EngineFixture.ConfigMap("late");
        late["metadata"]!["namespace"] = "team";
        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.CreateAsync(late));
        await fixture.Client.PatchAsync(
            BuiltInTypes.ConfigMap,
            new ObjectKey("team", "held"),
            KubePatch.Merge((JsonObject)JsonNode.Parse("""{"metadata":{"finalizers":null}}""")!),
            WriteOptions.Default,
            EngineFixture.Token);

        Assert.Contains("because it is being terminated", refusal.Message, StringComparison.Ordinal);
        await fixture.WaitGoneAsync("team", BuiltInTypes.Namespace);
    }

    [Fact]
    public async Task Delete_OfASystemNamespace_IsForbidden()
    {
        await using var fixture = await EngineFixture.StartAsync();

        var refusal = await Assert.ThrowsAsync<KubeApiException>(() => fixture.Client.DeleteAsync(
            BuiltInTypes.Namespace, ObjectKey.ClusterScoped("kube-system"), DeleteOptions.Default, EngineFixture.Token));

        Assert.Equal("namespaces \"kube-system\" is forbidden: this namespace may not be deleted", refusal.Message);
    }

    [Fact]
    public async Task Evict_AgainstADisruptionBudget_IsTooManyRequests()
    {
        await using var fixture = await EngineFixture.StartAsync();
        var budgets = new ResourceType(new GroupVersionKind("policy", "v1", "PodDisruptionBudget"), "poddisruptionbudgets", Namespaced: true);
        await fixture.CreateAsync(
            (JsonObject)JsonNode.Parse(
                """{"metadata":{"name":"b","namespace":"default"},"spec":{"selector":{"matchLabels":{"app":"x"}},"minAvailable":1}}""")!,
            budgets);
        await fixture.CreateAsync(
            (JsonObject)JsonNode.Parse(
                """{"metadata":{"name":"p","namespace":"default","labels":{"app":"x"}},"spec":{"containers":[{"name":"c","image":"i"}]}}""")!,
            BuiltInTypes.Pod);
        Task EvictAsync() => fixture.Client.CreateSubresourceAsync(
            BuiltInTypes.Pod, new ObjectKey("default", "p"), "eviction", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "p" } }, EngineFixture.Token);
        await fixture.MergeAsync("p", """{"status":{"phase":"Running"}}""", BuiltInTypes.Pod, "status");
        await fixture.MergeAsync("b", """{"status":{"observedGeneration":1}}""", budgets, "status");

        var refusal = await Assert.ThrowsAsync<KubeApiException>(EvictAsync);
        await fixture.MergeAsync("b", """{"status":{"disruptionsAllowed":1}}""", budgets, "status");
        await EvictAsync();

        Assert.Equal(429, refusal.Status.Code);
        await fixture.WaitGoneAsync("p", BuiltInTypes.Pod);
    }
}
