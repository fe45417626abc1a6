using System.Text.Json.Nodes;
using Slipway.Kubernetes.Apply;

namespace Slipway.Kubernetes.Patching;

/// <summary>
/// JSON patch, RFC 6902, as kube-apiserver applies it: an object answers for a field that it does not have with null, so that a
/// <c>replace</c> adds it and a <c>test</c> for null succeeds. Bounded: the number of operations,
/// what they copy and shift together, and the depth that they leave.
/// </summary>
public sealed class JsonPatch
{
    /// <summary>Most operations in one patch.</summary>
    public const int MaxOperations = 10_000;

    /// <summary>Most bytes of JSON that the copies of one patch may add together.</summary>
    public const int MaxCopiedBytes = 3 * 1024 * 1024;

    private readonly JsonPatchOperation[] _operations;

    private JsonPatch(JsonPatchOperation[] operations) => _operations = operations;

    /// <summary>Reads a patch: an array of operations.</summary>
    /// <exception cref="PatchException">It is no array of objects, or has too many.</exception>
    public static JsonPatch Parse(JsonNode? patch)
    {
        if (patch is not JsonArray operations)
        {
            throw new PatchException("error decoding patch: a JSON patch must be an array of operations", PatchErrorKind.Malformed);
        }

        if (operations.Count > MaxOperations)
        {
            throw new PatchException(
                $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}", PatchErrorKind.Malformed);
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
        if (_operations.Any(operation => SeesManagers(operation.Path) || SeesManagers(operation.From)))
        {
            StoredManagers.Expand(document as JsonObject);
        }

        var current = document;
        var budget = new JsonPatchBudget();
        foreach (var operation in _operations)
        {
            current = operation.Kind switch
            {
                "add" => Add(current, operation, budget),
                "remove" => Remove(current, operation, budget),
                "replace" => Replace(current, operation),
                "move" => Move(current, operation, budget),
                "copy" => Copy(current, operation, budget),
                "test" => Test(current, operation),
                _ => throw new PatchException($"Unexpected kind: {operation.Kind}"),
            };
        }

        JsonPatchBudget.CheckDepth(current, 0);
        return current;
    }

    // Operations on the list of managers, or on what holds it, need it as a tree.
    private static bool SeesManagers(JsonPointer? pointer) => pointer is not null
        && pointer.Tokens is [] or ["metadata"] or ["metadata", "managedFields", ..];

    private static JsonPointer Path(JsonPatchOperation operation, string detail) => operation.Path
        ?? throw new PatchException($"{operation.Kind} operation failed to decode path: {detail}missing value");

    private static JsonNode Add(JsonNode document, JsonPatchOperation operation, JsonPatchBudget budget)
    {
        var path = Path(operation, "");
        var parent = path.FindParent(document)
            ?? throw new PatchException($"add operation does not apply: doc is missing path: \"{path}\": missing value");
        Insert(budget, parent, path.Last, operation.Value?.DeepClone(), error => $"error in add for path: '{path}': {error}");
        return document;
    }

    private static JsonNode Remove(JsonNode document, JsonPatchOperation operation, JsonPatchBudget budget)
    {
        var path = Path(operation, "");
        var parent = path.FindParent(document)
            ?? throw new PatchException($"remove operation does not apply: doc is missing path: \"{path}\": missing value");
        Detach(budget, parent, path.Last, error => $"error in remove for path: '{path}': {error}");
        return document;
    }

    private static JsonNode Replace(JsonNode document, JsonPatchOperation operation)
    {
        var path = Path(operation, "operation missing path field: ");
        if (path.IsRoot)
        {
            return operation.Value is JsonObject or JsonArray
                ? operation.Value.DeepClone()
                : throw new PatchException("replace operation value must be object or array");
        }

        var parent = path.FindParent(document)
            ?? throw new PatchException($"replace operation does not apply: doc is missing path: {path}: missing value");
        if (JsonPointer.Error(parent, path.Last) is not null)
        {
            throw new PatchException($"replace operation does not apply: doc is missing key: {path}: missing value");
        }

        if (parent is JsonArray list)
        {
            list[JsonPointer.Index(path.Last, list.Count)] = operation.Value?.DeepClone();
        }
        else
        {
            parent.AsObject()[path.Last] = operation.Value?.DeepClone();
        }

        return document;
    }

    private static JsonNode Move(JsonNode document, JsonPatchOperation operation, JsonPatchBudget budget)
    {
        var from = operation.From
            ?? throw new PatchException("move operation failed to decode from: operation, missing from field: missing value");
        var parent = from.FindParent(document)
            ?? throw new PatchException($"move operation does not apply: doc is missing from path: {from}: missing value");
        var value = Detach(budget, parent, from.Last, error => $"error in move for path: '{from.Last}': {error}");
        var path = Path(operation, "operation missing path field: ");
        var destination = path.FindParent(document)
            ?? throw new PatchException($"move operation does not apply: doc is missing destination path: {path}: missing value");
        Insert(budget, destination, path.Last, value, error => $"error in move for path: '{path}': {error}");
        return document;
    }

    private static JsonNode Copy(JsonNode document, JsonPatchOperation operation, JsonPatchBudget budget)
    {
        var from = operation.From
            ?? throw new PatchException("copy operation failed to decode from: operation, missing from field: missing value");
        var source = from.FindParent(document)
            ?? throw new PatchException($"copy operation does not apply: doc is missing from path: {from}: missing value");
        if (JsonPointer.Error(source, from.Last) is { } error)
        {
            throw new PatchException($"error in copy for from: '{from}': {error}");
        }

        var value = JsonPointer.Get(source, from.Last);
        var path = Path(operation, "");
        var destination = path.FindParent(document)
            ?? throw new PatchException($"copy operation does not apply: doc is missing destination path: {path}: missing value");
        budget.Copy(value, path);
        Insert(budget, destination, path.Last, value?.DeepClone(), reason => $"error while adding value during copy: {reason}");
        return document;
    }

    private static JsonNode Test(JsonNode document, JsonPatchOperation operation)
    {
        var path = Path(operation, "operation missing path field: ");
        JsonNode? actual = document;
        if (!path.IsRoot)
        {
            var parent = path.FindParent(document)
                ?? throw new PatchException($"test operation does not apply: is missing path: {path}: missing value");
            if (JsonPointer.Error(parent, path.Last) is { } error)
            {
                throw new PatchException($"error in test for path: '{path}': {error}");
            }

            actual = JsonPointer.Get(parent, path.Last);
        }

        return JsonNode.DeepEquals(actual, operation.Value)
            ? document
            : throw new PatchException($"testing value {path} failed: test failed") { IsFailedTest = true };
    }

    private static void Insert(JsonPatchBudget budget, JsonNode parent, string key, JsonNode? value, Func<string, string> describe)
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
            throw new PatchException(describe(JsonPointer.IsNumber(key)
                ? JsonPointer.InvalidIndex(key)
                : $"value was not a proper array index: '{key}': strconv.Atoi: parsing \"{key}\": invalid syntax"));
        }

        budget.Shift(list.Count - index);
        list.Insert(index, value);
    }

    private static JsonNode? Detach(JsonPatchBudget budget, JsonNode parent, string key, Func<string, string> describe)
    {
        if (parent is JsonArray list)
        {
            if (JsonPointer.Error(list, key) is { } error)
            {
                throw new PatchException(describe(error));
            }

            var index = JsonPointer.Index(key, list.Count);
            var item = list[index];
            budget.Shift(list.Count - index);
            list.RemoveAt(index);
            return item;
        }

        var map = parent.AsObject();
        if (!map.TryGetPropertyValue(key, out var value))
        {
            throw new PatchException(describe($"Unable to remove nonexistent key: {key}: missing value"));
        }

        budget.Shift(map.Count);
        map.Remove(key);
        return value;
    }
}
