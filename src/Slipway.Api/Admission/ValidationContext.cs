using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Api.Serialization;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission;

/// <summary>Collects what is wrong with one object; nothing stops at the first error.</summary>
/// <param name="gates">The feature gates.</param>
/// <param name="document">The object as it was sent, for what the classes do not tell apart.</param>
/// <param name="dryRun">Whether nothing will be stored.</param>
/// <param name="referenced">The object that a rule asked for; null when it does not exist.</param>
internal sealed class ValidationContext(AdmissionGates gates, JsonObject document, bool dryRun = false, JsonObject? referenced = null)
{
    private readonly List<FieldError> _errors = [];
    private KubeStatus? _denial;

    /// <summary>What the rules said so far.</summary>
    public AdmissionVerdict Verdict => _errors.Count == 0 && _denial is null
        ? AdmissionVerdict.Allowed
        : new AdmissionVerdict { Errors = _errors, Denial = _denial };

    /// <summary>The feature gates.</summary>
    public AdmissionGates Gates { get; } = gates;

    /// <summary>The object as it was sent.</summary>
    public JsonObject Document { get; } = document;

    /// <summary>Whether nothing will be stored.</summary>
    public bool DryRun { get; } = dryRun;

    /// <summary>The object that the rules referred to; null when it does not exist.</summary>
    public JsonObject? Referenced { get; } = referenced;

    /// <summary>Refuses the request as a whole.</summary>
    public void Deny(KubeStatus why) => _denial ??= why;

    /// <summary>A field must be given.</summary>
    public void Required(string path, string detail) => _errors.Add(FieldError.Required(path, detail));

    /// <summary>A field may not be given, or not changed.</summary>
    public void Forbidden(string path, string detail) => _errors.Add(FieldError.Forbidden(path, detail));

    /// <summary>A field's value is wrong.</summary>
    public void Invalid(string path, JsonNode? value, string detail) => _errors.Add(FieldError.Invalid(path, value, detail));

    /// <summary>A field's value, which has fields of its own, is wrong; it is shown with these in the given order, then the rest.</summary>
    public void InvalidObject<T>(string path, T value, string detail, params ReadOnlySpan<string> order)
        where T : class => InvalidNode(path, JsonSerializer.SerializeToNode(value, ApiJson.TypeInfo<T>())!, detail, order);

    /// <summary>A field's value, which has fields of its own, is wrong; it is shown with these in the given order, then the rest.</summary>
    public void InvalidNode(string path, JsonNode value, string detail, params ReadOnlySpan<string> order) =>
        _errors.Add(FieldError.InvalidShown(path, GoText.Plain(Ordered(value, order)!), detail));

    /// <summary>Labels or annotations are more than an object may carry.</summary>
    public void TooLong(string path, long limit) => _errors.Add(FieldError.TooLong(path, limit));

    /// <summary>A check could not be made.</summary>
    public void InternalError(string path, string detail) => _errors.Add(FieldError.InternalError(path, detail));

    /// <summary>A value that must be unique stands a second time.</summary>
    public void Duplicate(string path, JsonNode? value) => _errors.Add(FieldError.Duplicate(path, value));

    /// <summary>The value that was sent at a path of plain field names; null when there is none.</summary>
    public JsonNode? Sent(string path)
    {
        JsonNode? node = Document;
        foreach (var name in path.Split('.'))
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    private static JsonNode? Ordered(JsonNode? node, ReadOnlySpan<string> order)
    {
        if (node is JsonArray list)
        {
            var items = new JsonArray();
            foreach (var item in list)
            {
                items.Add(Ordered(item, order));
            }

            return items;
        }

        if (node is not JsonObject fields)
        {
            return node?.DeepClone();
        }

        var ordered = new JsonObject();
        foreach (var name in order)
        {
            if (fields[name] is { } first)
            {
                ordered[name] = Ordered(first, order);
            }
        }

        foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            ordered.TryAdd(name, Ordered(value, order));
        }

        return ordered;
    }
}
