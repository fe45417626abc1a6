using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Api.Addons.V1Beta2;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Clusterctl.V1Alpha3;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;

namespace Slipway.Api.Serialization;

/// <summary>Source-generated JSON of every kind of this room: camel case, nothing written for null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Cluster))]
[JsonSerializable(typeof(Machine))]
[JsonSerializable(typeof(MachineSet))]
[JsonSerializable(typeof(MachineDeployment))]
[JsonSerializable(typeof(MachineHealthCheck))]
[JsonSerializable(typeof(MachinePool))]
[JsonSerializable(typeof(MachineDrainRule))]
[JsonSerializable(typeof(ClusterResourceSet))]
[JsonSerializable(typeof(ClusterResourceSetBinding))]
[JsonSerializable(typeof(IPAddress))]
[JsonSerializable(typeof(IPAddressClaim))]
[JsonSerializable(typeof(InClusterIPPool))]
[JsonSerializable(typeof(GlobalInClusterIPPool))]
[JsonSerializable(typeof(Provider))]
[JsonSerializable(typeof(ReleaseMetadata))]
[JsonSerializable(typeof(KubeadmConfig))]
[JsonSerializable(typeof(KubeadmConfigTemplate))]
[JsonSerializable(typeof(KubeadmControlPlane))]
[JsonSerializable(typeof(KubeadmControlPlaneTemplate))]
[JsonSerializable(typeof(DevCluster))]
[JsonSerializable(typeof(DevClusterTemplate))]
[JsonSerializable(typeof(DevMachine))]
[JsonSerializable(typeof(DevMachineTemplate))]
[JsonSerializable(typeof(DevMachinePool))]
[JsonSerializable(typeof(DevMachinePoolTemplate))]
// managedFields[].fieldsV1 is free JSON, which KubernetesClient types as object.
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
