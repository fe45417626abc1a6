using System.Text.Json.Serialization;
using k8s.Models;

namespace Slipway.Kubernetes.Objects;

/// <summary>
/// How the kinds of <see cref="BuiltInTypes"/> are read and written. The client library's own context knows every kind there is: loading it
/// costs several megabytes that no controller needs.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(V1Node))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Service))]
[JsonSerializable(typeof(V1ServiceAccount))]
[JsonSerializable(typeof(Corev1Event))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1Deployment))]
[JsonSerializable(typeof(V1DaemonSet))]
[JsonSerializable(typeof(V1Role))]
[JsonSerializable(typeof(V1RoleBinding))]
[JsonSerializable(typeof(V1ClusterRole))]
[JsonSerializable(typeof(V1ClusterRoleBinding))]
[JsonSerializable(typeof(V1CustomResourceDefinition))]
internal sealed partial class BuiltInJsonContext : JsonSerializerContext;
