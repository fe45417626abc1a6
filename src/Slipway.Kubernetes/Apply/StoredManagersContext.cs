using System.Text.Json.Serialization;

namespace Slipway.Kubernetes.Apply;

[JsonSerializable(typeof(StoredManagers))]
internal sealed partial class StoredManagersContext : JsonSerializerContext;
