using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission;

/// <summary>Collects what is wrong with one object; nothing stops at the first error.</summary>
internal sealed class ValidationContext(AdmissionGates gates, bool dryRun = false)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>The feature gates.</summary>
    public AdmissionGates Gates { get; } = gates;

    /// <summary>Whether nothing will be stored.</summary>
    public bool DryRun { get; } = dryRun;

    /// <summary>A field must be given.</summary>
    public void Required(string path, string detail) => _errors.Add(FieldError.Required(path, detail));

    /// <summary>A field may not be given, or not changed.</summary>
    public void Forbidden(string path, string detail) => _errors.Add(FieldError.Forbidden(path, detail));

    /// <summary>A field's value is wrong.</summary>
    public void Invalid(string path, JsonNode? value, string detail) => _errors.Add(FieldError.Invalid(path, value, detail));

    /// <summary>A field's value is none of those allowed.</summary>
    public void NotSupported(string path, JsonNode? value, params IEnumerable<string> allowed) =>
        _errors.Add(FieldError.NotSupported(path, value, allowed));

    /// <summary>A value that must be unique stands a second time.</summary>
    public void Duplicate(string path, JsonNode? value) => _errors.Add(FieldError.Duplicate(path, value));

    /// <summary>A field that is set once and for all.</summary>
    public void Immutable(string path, JsonNode? old, JsonNode? now)
    {
        if (!JsonNode.DeepEquals(old, now))
        {
            Invalid(path, now, old is null ? "cannot be set later; it was left out" : $"cannot be changed; it is {old.ToJsonString()}");
        }
    }
}
