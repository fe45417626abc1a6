using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Turns bodies into objects: parses, checks the kind, drops unknown fields and fills in defaults.</summary>
internal static class ObjectDecoder
{
    /// <summary>Parses a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="duplicates">Gets the paths of repeated fields.</param>
    /// <exception cref="KubeApiException">400 when it is no JSON.</exception>
    public static JsonNode? Parse(RequestBody body, List<string>? duplicates = null)
    {
        if (body.Node is { } node)
        {
            return node;
        }

        try
        {
            return JsonTreeReader.Read(body.Utf8.Span, duplicates);
        }
        catch (JsonException e)
        {
            throw ApiErrors.BadRequest($"the body is not valid JSON: {e.Message}");
        }
    }

    /// <summary>The object that a body holds, of the scope's kind, pruned and with defaults.</summary>
    public static JsonObject Decode(WriteScope scope, RequestBody body, ResourceRegistry registry)
    {
        var duplicates = scope.FieldValidation == FieldValidationMode.Ignore ? null : new List<string>();
        if (Parse(body, duplicates) is not JsonObject obj)
        {
            throw ApiErrors.BadRequest($"the body must be a JSON object of kind {scope.Resource.Kind.Kind}");
        }

        CheckKind(obj, scope.Resource, registry);
        var problems = Shape(obj, scope.Resource);
        problems.AddRange((duplicates ?? []).Select(path => $"duplicate field \"{path}\""));
        if (problems.Count > 0 && scope.FieldValidation == FieldValidationMode.Strict)
        {
            throw Undecodable(scope.Resource.Kind, $"strict decoding error: {string.Join(", ", problems)}");
        }

        if (scope.FieldValidation == FieldValidationMode.Warn)
        {
            scope.Warnings.AddRange(problems);
        }

        return obj;
    }

    /// <summary>Brings an object that was patched or merged into its kind's form; gives what was dropped, as sentences.</summary>
    public static List<string> Shape(JsonObject obj, ResourceInfo resource)
    {
        if (resource.Schema is not { } schema)
        {
            return [];
        }

        if (resource.IsCustom && obj["metadata"] is { } given && ObjectMetaShape.Error(given) is { } malformed)
        {
            throw Undecodable(resource.Kind, malformed);
        }

        // kube-apiserver decodes metadata by its class, before it looks at the rest.
        var problems = SchemaPruner.Prune(obj, schema)
            .OrderBy(path => !path.StartsWith("metadata.", StringComparison.Ordinal))
            .Select(SchemaPruner.UnknownField)
            .ToList();
        if (resource.Custom is { } custom)
        {
            if (obj.Map("metadata") is { } metadata)
            {
                TypedNormalizer.Normalize(metadata, KubernetesFacts.Shared.ObjectMeta);
            }

            if (custom.Validator.HasEmbedded)
            {
                CoerceEmbedded(obj, resource, custom.Schema, problems);
            }

            SchemaDefaulter.Apply(obj, custom.Schema);
        }
        else
        {
            TypedNormalizer.Normalize(obj, schema);
            CheckTypes(obj, resource, schema);
            resource.Rules.Default(obj);
        }

        return problems;
    }

    /// <summary>Why a body cannot be decoded, without saying of what.</summary>
    public static string ReasonOf(KubeApiException refusal) =>
        refusal.Message.Split(" cannot be handled as a ", 2) is [_, var rest] && rest.Split(": ", 2) is [_, var reason] ? reason : refusal.Message;

    /// <summary>Refuses an object of another kind or version than the resource's.</summary>
    /// <exception cref="KubeApiException">400.</exception>
    public static void CheckKind(JsonObject obj, ResourceInfo resource, ResourceRegistry registry)
    {
        var expected = resource.Kind;
        obj.Default("apiVersion", expected.ApiVersion);
        obj.Default("kind", expected.Kind);
        var actual = GroupVersionKind.Parse(obj.Text("apiVersion"), obj.Text("kind"));
        if (actual == expected)
        {
            return;
        }

        if (resource.IsCustom)
        {
            throw actual.ApiVersion != expected.ApiVersion
                ? ApiErrors.BadRequest(
                    $"the API version in the data ({actual.ApiVersion}) does not match the expected API version ({expected.ApiVersion})")
                : ApiErrors.BadRequest($"the kind in the data ({actual.Kind}) does not match the expected kind ({expected.Kind})");
        }

        throw registry.FindKind(actual)?.Kind == actual
            ? Undecodable(
                actual,
                $"converting ({ShortGroup(actual.Group, "v1")}.{actual.Kind}) to ({ShortGroup(expected.Group, "core")}.{expected.Kind}): unknown conversion",
                expected)
            : Undecodable(
                actual,
                $"no kind \"{actual.Kind}\" is registered for version \"{actual.ApiVersion}\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"",
                expected);
    }

    private static string ShortGroup(string group, string core) => group.Length == 0 ? core : group.Split('.')[0];

    private static void CheckTypes(JsonObject obj, ResourceInfo resource, Schema schema)
    {
        foreach (var error in SchemaValidator.Validate(obj, schema))
        {
            if (error.Type == FieldErrorType.TypeInvalid && !error.Detail.Contains("date-time", StringComparison.Ordinal)
                && !error.Detail.Contains("byte", StringComparison.Ordinal))
            {
                throw Undecodable(resource.Kind, error.ToString());
            }
        }
    }

    private static KubeApiException Undecodable(GroupVersionKind actual, string why, GroupVersionKind? expected = null) =>
        ApiErrors.BadRequest($"{actual.Kind} in version \"{actual.Version}\" cannot be handled as a {(expected ?? actual).Kind}: {why}");

    private static void CoerceEmbedded(JsonObject obj, ResourceInfo resource, Schema schema, List<string> problems)
    {
        var unknown = new List<string>();
        if (EmbeddedResources.Coerce(obj, schema, "", unknown) is { } malformed)
        {
            throw Undecodable(resource.Kind, malformed);
        }

        problems.AddRange(unknown.Order(StringComparer.Ordinal).Select(SchemaPruner.UnknownField));
    }
}
