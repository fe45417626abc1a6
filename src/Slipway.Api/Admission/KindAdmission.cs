using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Api.Admission;

/// <summary>The rules of one kind, on JSON documents.</summary>
internal abstract class KindAdmission
{
    public abstract ResourceType Type { get; }

    /// <summary>Group of the kind as refusals name it, where that is not the kind's own.</summary>
    public string? RefusalGroup { get; init; }

    /// <summary>Whether the kind has defaults.</summary>
    public abstract bool HasDefaults { get; }

    /// <summary>Whether the scale subresource has rules of its own.</summary>
    public abstract bool HasScaleRules { get; }

    /// <summary>Sets defaults in the document; fields that the class does not know stay as they are.</summary>
    public abstract void Default(JsonObject obj, JsonObject? old, DefaultingContext context);

    public abstract void Validate(JsonObject obj, JsonObject? old, ValidationContext context);

    /// <summary>The object that must be read to validate this one; null when none.</summary>
    public abstract ObjectReference? ReferenceOf(JsonObject obj);

    public abstract void ValidateScale(JsonObject obj, ValidationContext context);
}
