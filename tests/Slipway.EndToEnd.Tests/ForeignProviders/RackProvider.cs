using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.ForeignProviders;

/// <summary>
/// A provider as somebody else may have written it, in any language: it knows its own kinds and the contract, and patches. What a person with
/// kubectl could do, in the same requests.
/// </summary>
/// <param name="management">Where its objects are.</param>
/// <param name="workload">Where its machines become Nodes.</param>
internal sealed class RackProvider(IKubeClient management, IKubeClient workload)
{
    private const string Group = "infrastructure.example.org";

    private static readonly string[] Pressures = ["MemoryPressure", "DiskPressure", "PIDPressure"];

    public static ResourceType Clusters { get; } = new(new GroupVersionKind(Group, "v1", "RackCluster"), "rackclusters", Namespaced: true);

    public static ResourceType Machines { get; } = new(new GroupVersionKind(Group, "v1", "RackMachine"), "rackmachines", Namespaced: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The cluster's network and load balancer are there.</summary>
    public async Task ProvisionClusterAsync(Uri endpoint)
    {
        var place = new JsonObject { ["controlPlaneEndpoint"] = new JsonObject { ["host"] = endpoint.Host, ["port"] = endpoint.Port } };
        await PatchAsync(Clusters, "demo", new JsonObject { ["spec"] = place }, WriteOptions.Default);
        await PatchAsync(Clusters, "demo", Provisioned(), WriteOptions.Status);
    }

    /// <summary>A machine is switched on, and its kubelet registers it.</summary>
    public async Task ProvisionMachineAsync(string name)
    {
        var finalizer = new JsonObject { ["finalizers"] = new JsonArray("example.org/rack") };
        var spec = new JsonObject { ["providerID"] = $"rack://{name}" };
        await PatchAsync(Machines, name, new JsonObject { ["metadata"] = finalizer, ["spec"] = spec }, WriteOptions.Default);
        var status = Provisioned();
        status["status"]!["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = "192.0.2.1" });
        await PatchAsync(Machines, name, status, WriteOptions.Status);
        await workload.CreateAsync(BuiltInTypes.Node, Node(name), WriteOptions.Default, Token);
    }

    /// <summary>What was asked to go is gone.</summary>
    public Task ReleaseAsync(ResourceType type, string name) =>
        PatchAsync(type, name, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }, WriteOptions.Default);

    /// <summary>Whether a machine waits to be switched on: it is somebody's, and has no identity yet.</summary>
    public static bool IsWanted(JsonObject machine) =>
        machine.Text("metadata.deletionTimestamp") is null && machine.Text("spec.providerID") is null && machine.At("metadata", "ownerReferences") is not null;

    private static V1NodeCondition Condition(string type, string status) => new() { Type = type, Status = status, Reason = "Kubelet", Message = "" };

    private static JsonObject Provisioned() =>
        new() { ["status"] = new JsonObject { ["initialization"] = new JsonObject { ["provisioned"] = true } } };

    private static V1Node Node(string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name },
        Spec = new V1NodeSpec { ProviderID = $"rack://{name}" },
        Status = new V1NodeStatus
        {
            Conditions = [Condition("Ready", "True"), .. Pressures.Select(p => Condition(p, "False"))],
            NodeInfo = new V1NodeSystemInfo
            {
                KubeletVersion = "v1.31.0", Architecture = "", BootID = "", ContainerRuntimeVersion = "", KernelVersion = "", KubeProxyVersion = "",
                MachineID = "", OperatingSystem = "", OsImage = "", SystemUUID = "",
            },
        },
    };

    private Task PatchAsync(ResourceType type, string name, JsonObject body, WriteOptions options) =>
        management.PatchAsync(type, new ObjectKey("default", name), KubePatch.Merge(body), options, Token);
}
