using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>The rules of one kind, on JSON documents.</summary>
internal abstract class KindAdmission
{
    public abstract GroupVersionKind Kind { get; }

    /// <summary>Sets defaults in the document; fields that the class does not know stay as they are.</summary>
    public abstract void Default(JsonObject obj, JsonObject? old);

    public abstract void Validate(JsonObject obj, JsonObject? old, ValidationContext context);
}
