using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Authorization.Reviews;

/// <summary>What an access review asks about, and what is wrong with the question.</summary>
internal static class ReviewAttributes
{
    public static AuthorizationAttributes Of(RequestUser user, JsonObject spec)
    {
        if (spec.Map("resourceAttributes") is not { } resource)
        {
            var path = spec.Map("nonResourceAttributes")!;
            return new AuthorizationAttributes(user, path.Text("verb")) { NonResourcePath = path.Text("path") };
        }

        return new AuthorizationAttributes(user, resource.Text("verb"))
        {
            Group = resource.Text("group"),
            Resource = resource.Text("resource"),
            Subresource = resource.Text("subresource"),
            Namespace = resource.Text("namespace"),
            Name = resource.Text("name"),
        };
    }

    /// <summary>The user that a review of somebody else is about.</summary>
    public static RequestUser UserOf(JsonObject spec) => new(spec.Text("user"), [.. spec.Texts("groups")])
    {
        Uid = spec.Text("uid"),
        Extra = (spec.Map("extra") ?? []).ToImmutableSortedDictionary(
            e => e.Key,
            e => e.Value is JsonArray values ? [.. values.Select(v => v?.GetValue<string>() ?? "")] : ImmutableArray<string>.Empty,
            StringComparer.Ordinal),
    };

    /// <summary>Adds what is wrong with a review's specification.</summary>
    public static void Validate(JsonObject spec, bool namesUser, List<FieldError> errors)
    {
        var (resource, path) = (spec.Map("resourceAttributes"), spec.Map("nonResourceAttributes"));
        if (resource is not null && path is not null)
        {
            errors.Add(FieldError.Invalid(
                "spec.nonResourceAttributes", Shown(path), "cannot be specified in combination with resourceAttributes"));
        }

        if (resource is null && path is null)
        {
            errors.Add(FieldError.InvalidShown(
                "spec.resourceAttributes", "null", "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }

        if (namesUser && spec.Text("user").Length == 0 && !spec.Texts("groups").Any())
        {
            errors.Add(FieldError.Invalid("spec.user", "", "at least one of user or group must be specified"));
        }

        if (resource is not null)
        {
            ReviewSelectors.Validate(resource, errors);
        }
    }

    /// <summary>A path's attributes as Go has them inside, where its fields have no names for JSON.</summary>
    public static JsonObject Shown(JsonObject path) => new() { ["Path"] = path.Text("path"), ["Verb"] = path.Text("verb") };

    /// <summary>Adds an error when a review, which is nothing that is kept, has metadata.</summary>
    public static void ValidateMetadata(JsonObject review, bool mayHaveNamespace, List<FieldError> errors)
    {
        var metadata = review.Map("metadata") ?? [];
        if (metadata.Any(f => f.Key != "managedFields" && f.Value is not null && !(mayHaveNamespace && f.Key == "namespace")))
        {
            errors.Add(FieldError.Invalid(
                "metadata", metadata.DeepClone(), mayHaveNamespace ? "must be empty except for namespace" : "must be empty"));
        }
    }
}
