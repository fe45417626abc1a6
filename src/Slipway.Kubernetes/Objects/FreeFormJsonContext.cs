using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Kubernetes.Objects;

/// <summary>
/// What members declared as plain objects, such as <c>managedFields[].fieldsV1</c>, are read as and have to be written from.
/// </summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class FreeFormJsonContext : JsonSerializerContext;
