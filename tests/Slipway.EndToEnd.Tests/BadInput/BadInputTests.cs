using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.BadInput;

/// <summary>What a user gets wrong is refused in the user's words, and nothing is lost.</summary>
public sealed class BadInputTests
{
    private static readonly Mistake[] Mistakes =
    [
        new(CoreTypes.Cluster, "demo", """{"spec": {"pausd": true}}""", ["unknown field", "spec.pausd"]),
        new(CoreTypes.MachineDeployment, "demo-md-0", """{"spec": {"template": {"spec": {"verion": "v1.31.0"}}}}""", ["unknown field", "spec.template.spec.verion"]),
        new(CoreTypes.MachineDeployment, "demo-md-0", """{"spec": {"replicas": "three"}}""", ["spec.replicas", "int32"]),
        new(CoreTypes.Cluster, "demo", """{"spec": {"paused": "yes"}}""", ["spec.paused", "bool"]),
        new(CoreTypes.MachineDeployment, "demo-md-0", """{"spec": {"replicas": -1}}""", ["spec.replicas", "-1", "non-negative"]),
        new(CoreTypes.Cluster, "demo", """{"spec": {"controlPlaneRef": {"kind": ""}}}""", ["spec.controlPlaneRef.kind"]),
        new(CoreTypes.MachineDeployment, "demo-md-0", """{"spec": {"clusterName": "other"}}""", ["spec.clusterName", "other", "immutable"]),
        new(CoreTypes.MachineDeployment, "demo-md-0", """{"spec": {"template": {"spec": {"version": "1.x"}}}}""", ["spec.template.spec.version", "v1.x", "semantic version"]),
        new(DevTypes.DevMachineTemplate, "demo-md-0", """{"spec": {"template": {"spec": {"backend": {"inMemory": {"vm": {"provisioning": {"startupDuration": "1s"}}}}}}}}""", ["spec.template.spec", "immutable", "new resource", "startupDuration"]),
        new(KubeadmTypes.KubeadmControlPlane, "demo-control-plane", """{"spec": {"version": "v1.33.0"}}""", ["spec.version", "v1.33.0", "v1.31.0"]),
        new(KubeadmTypes.KubeadmControlPlane, "demo-control-plane", """{"spec": {"replicas": 2}}""", ["spec.replicas", "even"]),
        new(KubeadmTypes.KubeadmControlPlane, "demo-control-plane", """{"spec": {"replicas": 0}}""", ["spec.replicas", "0"]),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mistake_IsRefusedNamingFieldAndValue_AndNothingIsLost()
    {
        await using var plane = await TestPlane.StartAsync(Transport.Https);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        await Assert.MultipleAsync([.. Mistakes.Select(m => (Func<Task>)(() => IsRefusedAsync(plane.Client, m)))]);
        await cluster.SettledAsync();
    }

    [Fact]
    public async Task ReferenceToNothing_ConditionNamesWhatIsAwaited()
    {
        await using var plane = await TestPlane.StartAsync(Transport.Https);
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(1, 1), body =>
        {
            if (body.Text("kind") == "Cluster")
            {
                body["spec"]!["infrastructureRef"]!["name"] = "missing";
            }
        });
        await cluster.View.UntilAsync("what is awaited is named", o =>
            o.Find(CoreTypes.Cluster, "demo").Condition("InfrastructureReady") is { } condition
            && condition.Text("status") != "True"
            && condition.Text("message") is { } message
            && message.Contains("DevCluster", StringComparison.Ordinal)
            && message.Contains("missing", StringComparison.Ordinal));

        var right = new JsonObject { ["infrastructureRef"] = new JsonObject { ["name"] = "demo" } };
        await cluster.PatchAsync(CoreTypes.Cluster, new ObjectKey("default", "demo"), right);
        await cluster.SettledAsync();
    }

    private static async Task IsRefusedAsync(IKubeClient client, Mistake mistake)
    {
        var key = new ObjectKey("default", mistake.Name);
        var before = await client.GetAsync(mistake.Type, key, Token);
        var patch = KubePatch.Merge(JsonNode.Parse(mistake.Patch)!.AsObject());
        var refused = await Record.ExceptionAsync(() => client.PatchAsync(mistake.Type, key, patch, new WriteOptions { FieldValidation = "Strict" }, Token));
        Assert.True(refused is KubeApiException, $"{mistake.Patch} was not refused: {refused}");
        var refusal = (KubeApiException)refused;
        Assert.True(refusal.Status.Code is 400 or 422, $"{mistake.Patch}: {refusal.Status.Code} {refusal.Message}");
        Assert.All(mistake.Says, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
        var after = await client.GetAsync(mistake.Type, key, Token);
        Assert.Equal(before.ToJsonObject()["spec"]!.ToJsonString(), after.ToJsonObject()["spec"]!.ToJsonString());
    }

    private sealed record Mistake(ResourceType Type, string Name, string Patch, string[] Says);
}
