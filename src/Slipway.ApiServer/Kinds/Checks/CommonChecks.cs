using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>The checks that many kinds share, with the words of apimachinery's validation.</summary>
internal static class CommonChecks
{
    public const string Immutable = "field is immutable";
    public const string NotNegative = "must be greater than or equal to 0";
    public const string PositiveValue = "must be greater than 0";

    /// <summary>Requires a text; whether there is one.</summary>
    public static bool Need(this FieldChecker check, JsonObject owner, string field, string detail = "")
    {
        if (owner.Text(field).Length > 0)
        {
            return true;
        }

        check.Required(field, detail);
        return false;
    }

    /// <summary>Requires one of a few values.</summary>
    public static void NeedOneOf(this FieldChecker check, JsonObject owner, string field, string[] choices)
    {
        if (check.Need(owner, field))
        {
            check.OneOf(owner, field, choices);
        }
    }

    /// <summary>Refuses a text that is there and is none of a few values.</summary>
    public static void OneOf(this FieldChecker check, JsonObject owner, string field, string[] choices)
    {
        if (owner[field] is { } value && Array.IndexOf(choices, owner.Text(field)) < 0)
        {
            check.NotSupported(field, value, choices);
        }
    }

    /// <summary>Refuses a negative number.</summary>
    public static void NonNegative(this FieldChecker check, JsonObject owner, string field)
    {
        if (owner.Integer(field) is < 0 and var number)
        {
            check.Invalid(field, number, NotNegative);
        }
    }

    /// <summary>Refuses a number that is there and not above zero.</summary>
    public static void Positive(this FieldChecker check, JsonObject owner, string field)
    {
        if (owner.Integer(field) is <= 0 and var number)
        {
            check.Invalid(field, number, PositiveValue);
        }
    }

    /// <summary>Refuses a number that is there and out of bounds.</summary>
    public static void Between(this FieldChecker check, JsonObject owner, string field, long min, long max)
    {
        if (owner.Integer(field) is { } number && (number < min || number > max))
        {
            check.Invalid(field, number, $"must be between {min} and {max}, inclusive");
        }
    }

    /// <summary>Refuses a text that is no name of the sort.</summary>
    public static void Name(this FieldChecker check, JsonObject owner, string field, NameRule rule)
    {
        var name = owner.Text(field);
        foreach (var error in NameSyntax.Errors(name, rule))
        {
            check.Invalid(field, name, error);
        }
    }

    /// <summary>Refuses a text that is there and no name of the sort.</summary>
    public static void NameIfAny(this FieldChecker check, JsonObject owner, string field, NameRule rule)
    {
        if (owner.Text(field).Length > 0)
        {
            check.Name(owner, field, rule);
        }
    }

    /// <summary>Refuses keys of a map that cannot be annotations.</summary>
    public static void AnnotationKeys(this FieldChecker check, JsonObject owner, string field)
    {
        foreach (var (key, _) in owner.Map(field) ?? [])
        {
            foreach (var error in LabelSyntax.KeyErrors(key.ToLowerInvariant()))
            {
                check.Invalid(field, key, error);
            }
        }
    }

    /// <summary>Refuses a structure, which the message shows as it is written.</summary>
    public static void Shown(this FieldChecker check, string field, JsonNode? value, string detail) => check.Invalid(field, value, detail);

    /// <summary>Refuses a change of a structure.</summary>
    public static void UnchangedShown(this FieldChecker check, JsonObject? owner, JsonObject? old, string field)
    {
        var value = owner?[field];
        if (!JsonNode.DeepEquals(value, old?[field]))
        {
            check.Shown(field, value, Immutable);
        }
    }

    /// <summary>Refuses keys and values of a map that cannot be labels.</summary>
    public static void Labels(this FieldChecker check, JsonObject owner, string field)
    {
        if (owner.Map(field) is not { } labels)
        {
            return;
        }

        foreach (var (key, value) in labels)
        {
            check.LabelKey(field, key);
            var text = value.AsText() ?? "";
            if (LabelSyntax.ValueError(text) is { } error)
            {
                check.Invalid(field, text, error);
            }
        }
    }

    /// <summary>Refuses a name that cannot be a label's key (a "qualified name"), with a finding for each thing that is wrong.</summary>
    public static void LabelKey(this FieldChecker check, string field, string key)
    {
        foreach (var error in LabelSyntax.KeyErrors(key))
        {
            check.Invalid(field, key, error);
        }
    }

    /// <summary>Refuses a malformed label selector; an absent one is fine.</summary>
    public static void LabelSelector(this FieldChecker check, JsonObject owner, string field)
    {
        if (owner.Map(field) is { Count: > 0 } selector)
        {
            var found = new List<FieldError>(0);
            LabelSelectorChecks.Check(selector, check.PathOf(field), found);
            check.AddAll(found);
        }
    }

    /// <summary>Refuses a change of a field (apimachinery's <c>ValidateImmutableField</c>).</summary>
    public static void Unchanged(this FieldChecker check, JsonObject? owner, JsonObject? old, string field)
    {
        var value = owner?[field];
        if (!JsonNode.DeepEquals(value, old?[field]))
        {
            check.Invalid(field, value, Immutable);
        }
    }
}
