using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Verbs;

/// <summary>The label and field selector of one list or watch.</summary>
internal sealed class ObjectFilter
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;
    private readonly ResourceInfo _resource;

    private ObjectFilter(ResourceInfo resource, LabelSelector labels, FieldSelector fields) =>
        (_resource, _labels, _fields) = (resource, labels, fields);

    /// <summary>Whether every object passes.</summary>
    public bool IsEmpty => _labels.IsEmpty && _fields.IsEmpty;

    /// <summary>Reads the selectors of a request.</summary>
    /// <exception cref="KubeApiException">400 when one cannot be read or names an unknown field.</exception>
    public static ObjectFilter Parse(ResourceInfo resource, string labelSelector, string fieldSelector)
    {
        try
        {
            var fields = FieldSelector.Parse(fieldSelector);
            foreach (var requirement in fields.Requirements)
            {
                if (!IsSelectable(resource, requirement.Field))
                {
                    throw ApiErrors.BadRequest($"field label not supported: {requirement.Field}");
                }
            }

            return new ObjectFilter(resource, LabelSelector.Parse(labelSelector), fields);
        }
        catch (SelectorParseException e)
        {
            throw ApiErrors.BadRequest(e.Message);
        }
    }

    public bool Matches(StoredObject stored)
    {
        if (IsEmpty)
        {
            return true;
        }

        var obj = ObjectViews.Of(stored).Stored;
        return _labels.Matches(obj.Metadata.Labels) && (_fields.IsEmpty || _fields.Matches(field => TextOf(obj, field)));
    }

    private static bool IsSelectable(ResourceInfo resource, string field) =>
        field == "metadata.name"
        || (field == "metadata.namespace" && resource.Namespaced)
        || resource.SelectableFields.Any(f => f.Name == field);

    private string TextOf(KubeObject obj, string field)
    {
        if (field == "metadata.name")
        {
            return obj.Metadata.Name;
        }

        if (field == "metadata.namespace")
        {
            return obj.Metadata.Namespace;
        }

        var selectable = _resource.SelectableFields.First(f => f.Name == field);
        var text = selectable.Path.Fields is { } fields
            ? FieldText.Find(obj.Json.Span, fields)
            : selectable.Path.First(obj.ToJsonObject()) is JsonValue value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
        return text ?? selectable.Default;
    }
}
