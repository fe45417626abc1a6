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
    private const string NameField = "metadata.name";
    private const string NamespaceField = "metadata.namespace";

    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;
    private readonly ResourceInfo _resource;

    private ObjectFilter(ResourceInfo resource, LabelSelector labels, FieldSelector fields) =>
        (_resource, _labels, _fields) = (resource, labels, fields);

    /// <summary>Whether every object passes.</summary>
    public bool IsEmpty => _labels.IsEmpty && _fields.IsEmpty;

    /// <summary>The only name that can pass; null when there may be several.</summary>
    public string? OnlyName => _fields.IsEmpty ? null : _fields.RequiredValue(NameField);

    /// <summary>Reads the selectors of a request.</summary>
    /// <exception cref="KubeApiException">400 when one cannot be read.</exception>
    public static ObjectFilter Parse(ResourceInfo resource, string labelSelector, string fieldSelector)
    {
        try
        {
            return new ObjectFilter(resource, LabelSelector.Parse(labelSelector), FieldSelector.Parse(fieldSelector));
        }
        catch (SelectorParseException e)
        {
            throw ApiErrors.BadRequest(e.Message);
        }
    }

    /// <summary>Demands that the kind offers the fields that the selector names.</summary>
    /// <exception cref="KubeApiException">400 for one that it does not.</exception>
    public void CheckFields()
    {
        foreach (var requirement in _fields.Requirements)
        {
            if (FieldLabels.Refusal(_resource, requirement.Field) is { } refusal)
            {
                throw ApiErrors.BadRequest(refusal);
            }
        }
    }

    /// <summary>The same selection of the one object that a path names.</summary>
    /// <exception cref="KubeApiException">400 when the selector asks for others.</exception>
    public ObjectFilter WithName(string name)
    {
        if (_fields.IsEmpty)
        {
            return new ObjectFilter(_resource, _labels, FieldSelector.Parse($"{NameField}={name}"));
        }

        return OnlyName == name ? this : throw ApiErrors.BadRequest("fieldSelector metadata.name doesn't match requested name");
    }

    public bool Matches(StoredObject stored)
    {
        if (IsEmpty)
        {
            return true;
        }

        var obj = ObjectViews.Of(stored).Stored;
        return _labels.Matches(obj.Metadata.Labels) && (_fields.IsEmpty || FieldsMatch(obj));
    }

    private bool FieldsMatch(KubeObject obj)
    {
        foreach (var requirement in _fields.Requirements)
        {
            if (!requirement.Matches(TextOf(obj, requirement.Field)))
            {
                return false;
            }
        }

        return true;
    }

    private string TextOf(KubeObject obj, string field)
    {
        if (field == NameField)
        {
            return obj.Metadata.Name;
        }

        if (field == NamespaceField)
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
