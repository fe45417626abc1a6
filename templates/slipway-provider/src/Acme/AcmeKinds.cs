using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using Slipway.Api.Serialization;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Acme;

public sealed class AcmeCluster : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "infrastructure.acme.io/v1";
    public string Kind { get; set; } = "AcmeCluster";
    public V1ObjectMeta Metadata { get; set; } = new();
    public AcmeClusterSpec? Spec { get; set; }
    public AcmeStatus? Status { get; set; }
}

public sealed class AcmeClusterSpec
{
    public ApiEndpoint? ControlPlaneEndpoint { get; set; }
}

public sealed class AcmeMachine : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = "infrastructure.acme.io/v1";
    public string Kind { get; set; } = "AcmeMachine";
    public V1ObjectMeta Metadata { get; set; } = new();
    public AcmeMachineSpec? Spec { get; set; }
    public AcmeStatus? Status { get; set; }
}

public sealed class AcmeMachineSpec
{
    public string? Size { get; set; }
    public string? ProviderID { get; set; }
}

/// <summary>What Cluster API's contract asks of a status.</summary>
public sealed class AcmeStatus
{
    public AcmeInitialization? Initialization { get; set; }
    public List<Condition>? Conditions { get; set; }
    public List<MachineAddress>? Addresses { get; set; }
}

public sealed class AcmeInitialization
{
    public bool? Provisioned { get; set; }
}

public static class AcmeKinds
{
    public static ResourceType<AcmeCluster> Cluster { get; } = Of<AcmeCluster>("AcmeCluster", "acmeclusters");
    public static ResourceType<AcmeMachine> Machine { get; } = Of<AcmeMachine>("AcmeMachine", "acmemachines");

    private static ResourceType<T> Of<T>(string kind, string plural)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        ApiJson.ResourceOf<T>(AcmeJson.Default, new GroupVersionKind("infrastructure.acme.io", "v1", kind), plural);
}

[JsonSerializable(typeof(AcmeCluster))]
[JsonSerializable(typeof(AcmeMachine))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class AcmeJson : JsonSerializerContext;
