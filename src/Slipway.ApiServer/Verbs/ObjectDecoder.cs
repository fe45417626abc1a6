using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Turns bodies into objects: parses, checks the kind, drops unknown fields and fills in defaults.</summary>
internal static class ObjectDecoder
{
    private const string TypeMetaError = "couldn't get version/kind; json parse error: ";

    private const string DefinitionGroup = "apiextensions.k8s.io";

    private const int ShownBytes = 30;

    /// <summary>Parses a body, which must be an object.</summary>
    /// <param name="body">The body.</param>
    /// <param name="kind">The kind that is expected.</param>
    /// <param name="duplicates">Gets the paths of repeated fields.</param>
    /// <param name="asUnstructured">Whether the object is of no built-in kind (see <see cref="JsonTreeReader"/>).</param>
    /// <exception cref="KubeApiException">400 when it is no object in JSON.</exception>
    public static JsonObject Parse(RequestBody body, string kind, List<string>? duplicates = null, bool asUnstructured = false)
    {
        if (body.Notes is { Failure: { } failure } notes)
        {
            throw Unrecognized(kind, failure, notes.Text.Span);
        }

        return (body.Node ?? ParseText(body, kind, duplicates, asUnstructured)) switch
        {
            null => [],
            JsonObject obj => obj,
            var other => throw Unrecognized(kind, $"{TypeMetaError}{GoDecoding.NotAnObject(other)}", body.Utf8.Span),
        };
    }

    /// <summary>The object that a body holds, of the scope's kind, pruned and with defaults.</summary>
    public static JsonObject Decode(WriteScope scope, RequestBody body, ResourceRegistry registry)
    {
        var resource = scope.Resource;
        var duplicates = scope.FieldValidation == FieldValidationMode.Ignore ? null : new List<string>();
        var obj = Parse(body, resource.Kind.Kind, duplicates, resource.IsCustom);
        CheckTypeMeta(obj, resource, body);
        if (resource.IsCustom)
        {
            CheckCustomVersion(obj, resource, body);
        }
        else
        {
            CheckKind(obj, body, resource, registry);
        }

        var unknown = ShapePaths(obj, scope);
        var problems = duplicates is null ? []
            : resource.IsCustom ? StrictProblems.OfCustom(unknown, duplicates)
            : StrictProblems.OfTyped(body.Utf8.Span, unknown, duplicates);
        AddRepeatedKeys(problems, body.Notes, scope.FieldValidation);
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

    private static void CheckKind(JsonObject obj, RequestBody body, ResourceInfo resource, ResourceRegistry registry)
    {
        if (obj.Text("apiVersion") is var version && version.Count(c => c == '/') > 1)
        {
            throw Unrecognized(resource.Kind.Kind, $"unexpected GroupVersion string: {version}", body.Utf8.Span);
        }

        CheckKind(obj, resource.Kind, registry);
    }

    // One error, but a warning each.
    private static void AddRepeatedKeys(List<string> problems, BodyNotes? notes, FieldValidationMode mode)
    {
        if (notes?.Duplicates is { IsEmpty: false } repeated)
        {
            problems.InsertRange(
                0, mode == FieldValidationMode.Strict ? [$"yaml: unmarshal errors:\n  {string.Join("\n  ", repeated)}"] : repeated.ToArray());
        }
    }

    /// <summary>Brings an object that was patched or merged into its kind's form; gives what was dropped, as sentences.</summary>
    public static List<string> Shape(JsonObject obj, WriteScope scope, bool isApplied = false) =>
        [.. ShapePaths(obj, scope, isApplied).Select(SchemaPruner.UnknownField)];

    private static List<string> ShapePaths(JsonObject obj, WriteScope scope, bool isApplied = false)
    {
        var resource = scope.Resource;
        if (resource.Schema is not { } schema)
        {
            return [];
        }

        if (resource.IsCustom && obj["metadata"] is { } given && ObjectMetaShape.Error(given) is { } malformed)
        {
            throw Undecodable(resource.Kind, malformed);
        }

        // Of a custom resource, kube-apiserver decodes metadata by its class, before it looks at the rest.
        var problems = SchemaPruner.Prune(obj, schema)
            .OrderBy(path => resource.IsCustom && !path.StartsWith("metadata.", StringComparison.Ordinal))
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

            SchemaDefaulter.Apply(obj, custom.Schema, keepsNulls: isApplied);
        }
        else
        {
            scope.HasEmptyLists |= TypedNormalizer.Normalize(obj, schema);
            if (GoDecoding.FirstError(obj, schema) is { } error)
            {
                throw Undecodable(resource.Kind, error);
            }

            resource.Rules.Default(obj);
        }

        return problems;
    }

    /// <summary>Why a body cannot be decoded, without saying of what.</summary>
    public static string ReasonOf(KubeApiException refusal) =>
        refusal.Message.Split(" cannot be handled as a ", 2) is [_, var rest] && rest.Split(": ", 2) is [_, var reason] ? reason : refusal.Message;

    /// <summary>Refuses an object of another kind or version than is expected.</summary>
    /// <exception cref="KubeApiException">400.</exception>
    public static void CheckKind(JsonObject obj, GroupVersionKind expected, ResourceRegistry registry)
    {
        obj.Default("apiVersion", expected.ApiVersion);
        obj.Default("kind", expected.Kind);
        var actual = GroupVersionKind.Parse(obj.Text("apiVersion"), obj.Text("kind"));
        if (actual == expected)
        {
            return;
        }

        if (expected.Group == DefinitionGroup && actual == expected with { Version = "v1beta1" })
        {
            throw WrongVersion(actual.ApiVersion, expected.ApiVersion);
        }

        throw IsKnown(actual, registry)
            ? Undecodable(
                actual,
                $"converting ({actual.Version}.{actual.Kind}) to ({InternalPackage(expected)}.{expected.Kind}): unknown conversion",
                expected)
            : Undecodable(actual, NotRegistered(actual, expected), expected);
    }

    /// <summary>That a kind is not known where another one was expected.</summary>
    public static string NotRegistered(GroupVersionKind actual, GroupVersionKind expected) =>
        $"no kind \"{actual.Kind}\" is registered for version \"{actual.ApiVersion}\" in scheme \"{SchemeOf(expected)}\"";

    private static bool IsKnown(GroupVersionKind kind, ResourceRegistry registry)
    {
        var item = kind.Kind.EndsWith("List", StringComparison.Ordinal) ? kind with { Kind = kind.Kind[..^"List".Length] } : kind;
        return registry.FindKind(kind)?.Kind == kind || registry.FindKind(item)?.Kind == item;
    }

    // Where upstream keeps the kind's class that all versions are converted to.
    private static string InternalPackage(GroupVersionKind kind) => kind.Group.Length == 0 ? "core" : kind.Group.Split('.')[0];

    /// <summary>Refuses a custom object of another kind or version than the resource's, where it is validated.</summary>
    /// <exception cref="KubeApiException">422, about the object that it says it is.</exception>
    public static void CheckCustomKind(JsonObject obj, ResourceInfo resource)
    {
        var expected = resource.Kind;
        var actual = GroupVersionKind.Parse(obj.Text("apiVersion"), obj.Text("kind"));
        if (actual == expected)
        {
            return;
        }

        var errors = new List<FieldError>();
        if (actual.Kind != expected.Kind)
        {
            errors.Add(FieldError.Invalid("kind", actual.Kind, $"must be {expected.Kind}"));
        }

        if (actual.ApiVersion != expected.ApiVersion)
        {
            errors.Add(FieldError.Invalid("apiVersion", actual.ApiVersion, $"must be {expected.ApiVersion}"));
        }

        throw ApiErrors.Invalid(actual.GroupKind, obj.Map("metadata")?.Text("name") ?? "", errors);
    }

    /// <summary>Refuses what a patch has made of a custom object when it has no kind or version any more.</summary>
    /// <returns>Why it cannot be decoded; null when it can.</returns>
    /// <exception cref="KubeApiException">500 when it has no version.</exception>
    public static string? PatchedTypeError(JsonObject obj)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (obj[name] is { } value && value.GetValueKind() != JsonValueKind.String)
            {
                return TypeMetaError + GoDecoding.Cannot(value, $"Go struct field .{name}", "string");
            }
        }

        if (obj.Text("kind").Length > 0)
        {
            return obj.Text("apiVersion").Length > 0 ? null
                : throw ApiErrors.Internal("Object 'apiVersion' is missing in 'object has no apiVersion field'");
        }

        StoredManagers.Expand(obj);
        return $"Object 'Kind' is missing in '{GoText.EscapedJson(obj)}'";
    }

    private static void CheckCustomVersion(JsonObject obj, ResourceInfo resource, RequestBody body)
    {
        var kind = resource.Kind.Kind;
        if (body.Node is not null)
        {
            // Who calls in the process has said by the path what it is.
            obj.Default("apiVersion", resource.Kind.ApiVersion);
            obj.Default("kind", kind);
        }

        var version = obj.Text("apiVersion");
        if (obj.Text("kind").Length == 0)
        {
            throw Unrecognized(kind, $"Object 'Kind' is missing in '{Encoding.UTF8.GetString(body.Utf8.Span)}'", body.Utf8.Span);
        }

        if (version.Count(c => c == '/') > 1)
        {
            throw Unrecognized(kind, $"unexpected GroupVersion string: {version}", body.Utf8.Span);
        }

        if (version != resource.Kind.ApiVersion)
        {
            throw WrongVersion(version, resource.Kind.ApiVersion);
        }
    }

    private static KubeApiException WrongVersion(string actual, string expected) =>
        ApiErrors.BadRequest($"the API version in the data ({actual}) does not match the expected API version ({expected})");

    // Where upstream registers the kinds: definitions have a registry of their own.
    private static string SchemeOf(GroupVersionKind kind) => kind.Group == DefinitionGroup
        ? "k8s.io/apiextensions-apiserver/pkg/apiserver/apiserver.go:55"
        : "pkg/api/legacyscheme/scheme.go:30";

    private static JsonNode? ParseText(RequestBody body, string kind, List<string>? duplicates, bool asUnstructured)
    {
        try
        {
            return JsonTreeReader.Read(body.Utf8.Span, duplicates, asUnstructured);
        }
        catch (JsonException e)
        {
            var error = GoJson.Error(body.Utf8.Span) ?? e.Message;
            throw Unrecognized(kind, TypeMetaError + error, body.Utf8.Span);
        }
    }

    // Go reads these two first, into a struct without a name.
    private static void CheckTypeMeta(JsonObject obj, ResourceInfo resource, RequestBody body)
    {
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (obj[name] is { } value && value.GetValueKind() != JsonValueKind.String)
            {
                throw Unrecognized(
                    resource.Kind.Kind, $"{TypeMetaError}{GoDecoding.Cannot(value, $"Go struct field .{name}", "string")}", body.Utf8.Span);
            }
        }
    }

    private static KubeApiException Unrecognized(string kind, string why, ReadOnlySpan<byte> body)
    {
        var isCut = body.Length > ShownBytes;
        var shown = isCut ? body[..ShownBytes] : body;
        var text = body switch
        {
            [] => "<empty>",
            [(byte)'{', ..] => Encoding.UTF8.GetString(shown),
            _ => Convert.ToHexStringLower(shown),
        };
        return ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {kind}): {why} ({text}{(isCut ? " ..." : "")})");
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

        problems.AddRange(unknown.Order(StringComparer.Ordinal));
    }
}
