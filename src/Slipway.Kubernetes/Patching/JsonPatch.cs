using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Patching;

/// <summary>JSON patch, RFC 6902, bounded as in kube-apiserver: the number of operations and what copies may add up to.</summary>
public sealed class JsonPatch
{
    /// <summary>Most operations in one patch.</summary>
    public const int MaxOperations = 10_000;

    /// <summary>Most bytes of JSON that the copies of one patch may add together.</summary>
    public const int MaxCopiedBytes = 3 * 1024 * 1024;

    private readonly JsonPatchOperation[] _operations;

    private JsonPatch(JsonPatchOperation[] operations) => _operations = operations;

    /// <summary>Reads a patch: an array of operations.</summary>
    /// <exception cref="PatchException">It is malformed.</exception>
    public static JsonPatch Parse(JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw new PatchException("error decoding patch: a JSON patch must be an array of operations", isMalformed: true);
        }

        if (operations.Count > MaxOperations)
        {
            throw new PatchException(
                $"Request entity too large: The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}",
                isMalformed: true);
        }

        return new JsonPatch([.. operations.Select(JsonPatchOperation.Parse)]);
    }

    /// <summary>
    /// Applies the operations in order to <paramref name="document"/>, which is changed in place; after an exception it is in no defined
    /// state.
    /// </summary>
    /// <returns>The patched document: the one given unless an operation replaced it as a whole.</returns>
    /// <exception cref="PatchException">An operation does not fit the document, or a test failed.</exception>
    public JsonNode Apply(JsonNode document)
    {
        var copied = 0L;
        foreach (var operation in _operations)
        {
            document = operation.Kind switch
            {
                "add" => Add(document, operation, operation.Value?.DeepClone()),
                "remove" => Remove(document, operation),
                "replace" => Replace(document, operation),
                "move" => Move(document, operation),
                "copy" => Copy(document, operation, ref copied),
                _ => Test(document, operation),
            };
        }

        return document;
    }

    private static JsonNode Add(JsonNode document, JsonPatchOperation operation, JsonNode? value)
    {
        if (operation.Path.IsRoot)
        {
            return value ?? throw new PatchException("invalid value, expected object");
        }

        var parent = operation.Path.FindParent(document)
            ?? throw new PatchException($"{operation.Kind} operation does not apply: doc is missing path: \"{operation.Path}\": missing value");
        Insert(parent, operation.Path.Last, value, error => $"error in add for path: '{operation.Path}': {error}");
        return document;
    }

    private static JsonNode Remove(JsonNode document, JsonPatchOperation operation)
    {
        var parent = operation.Path.FindParent(document)
            ?? throw new PatchException($"remove operation does not apply: doc is missing path: \"{operation.Path}\": missing value");
        Detach(parent, operation.Path.Last, error => $"error in remove for path: '{operation.Path}': {error}");
        return document;
    }

    private static JsonNode Replace(JsonNode document, JsonPatchOperation operation)
    {
        if (operation.Path.IsRoot)
        {
            return operation.Value is JsonObject or JsonArray
                ? operation.Value.DeepClone()
                : throw new PatchException("replace operation value must be object or array");
        }

        var parent = operation.Path.FindParent(document)
            ?? throw new PatchException($"replace operation does not apply: doc is missing path: {operation.Path}: missing value");
        if (!JsonPointer.TryGet(parent, operation.Path.Last, out _))
        {
            throw new PatchException($"replace operation does not apply: doc is missing key: {operation.Path}: missing value");
        }

        if (parent is JsonArray list)
        {
            list[JsonPointer.Index(operation.Path.Last, list.Count)] = operation.Value?.DeepClone();
        }
        else
        {
            parent.AsObject()[operation.Path.Last] = operation.Value?.DeepClone();
        }

        return document;
    }

    private static JsonNode Move(JsonNode document, JsonPatchOperation operation)
    {
        if (operation.From.IsRoot)
        {
            throw new PatchException("unable to move entire document to another path: invalid state detected");
        }

        var parent = operation.From.FindParent(document)
            ?? throw new PatchException($"move operation does not apply: doc is missing from path: {operation.From}: missing value");
        var value = Detach(parent, operation.From.Last, error => $"error in move for path: '{operation.From.Last}': {error}");
        var destination = operation.Path.FindParent(document)
            ?? throw new PatchException($"move operation does not apply: doc is missing destination path: {operation.Path}: missing value");
        Insert(destination, operation.Path.Last, value, error => $"error in move for path: '{operation.Path}': {error}");
        return document;
    }

    private static JsonNode Copy(JsonNode document, JsonPatchOperation operation, ref long copied)
    {
        JsonNode? source = document;
        if (!operation.From.IsRoot)
        {
            var from = operation.From.FindParent(document)
                ?? throw new PatchException($"copy operation does not apply: doc is missing from path: \"{operation.From}\": missing value");
            if (!JsonPointer.TryGet(from, operation.From.Last, out source))
            {
                throw new PatchException($"error in copy for from: '{operation.From}': {JsonPointer.Missing(from, operation.From.Last, "get")}");
            }
        }

        copied += source?.ToJsonString().Length ?? 4;
        if (copied > MaxCopiedBytes)
        {
            throw new PatchException(
                $"Unable to complete the copy, the accumulated size increase of copy is {copied}, exceeding the limit {MaxCopiedBytes}");
        }

        return Add(document, operation, source?.DeepClone());
    }

    private static JsonNode Test(JsonNode document, JsonPatchOperation operation)
    {
        JsonNode? actual = document;
        if (!operation.Path.IsRoot)
        {
            var parent = operation.Path.FindParent(document)
                ?? throw new PatchException($"test operation does not apply: is missing path: {operation.Path}: missing value");
            if (!JsonPointer.TryGet(parent, operation.Path.Last, out actual) && parent is JsonArray)
            {
                throw new PatchException(
                    $"error in test for path: '{operation.Path}': {JsonPointer.Missing(parent, operation.Path.Last, "get")}");
            }
        }

        return JsonNode.DeepEquals(actual, operation.Value)
            ? document
            : throw new PatchException($"testing value {operation.Path} failed: test failed");
    }

    private static void Insert(JsonNode parent, string key, JsonNode? value, Func<string, string> describe)
    {
        if (parent is JsonObject map)
        {
            map[key] = value;
            return;
        }

        var list = parent.AsArray();
        var index = key == "-" ? list.Count : JsonPointer.Index(key, list.Count + 1);
        if (index < 0)
        {
            throw new PatchException(describe(JsonPointer.Missing(parent, key, "add")));
        }

        list.Insert(index, value);
    }

    private static JsonNode? Detach(JsonNode parent, string key, Func<string, string> describe)
    {
        if (!JsonPointer.TryGet(parent, key, out var value))
        {
            throw new PatchException(describe(JsonPointer.Missing(parent, key, "remove")));
        }

        if (parent is JsonArray list)
        {
            list.RemoveAt(JsonPointer.Index(key, list.Count));
        }
        else
        {
            parent.AsObject().Remove(key);
        }

        return value;
    }
}
