using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Checks;

/// <summary>
/// Collects what is wrong with an object while its rules walk over it. It knows where the walk stands, so that a path is written only
/// for a field that has something wrong. Every method takes the name of a field of that place; an empty name is the place itself.
/// </summary>
/// <param name="errors">Gets the findings, in the order of the walk.</param>
internal sealed class FieldChecker(List<FieldError> errors)
{
    private readonly FieldPath _path = new();

    /// <summary>How many findings there are so far.</summary>
    public int Count => errors.Count;

    /// <summary>The path of a field.</summary>
    public string PathOf(string field) => field.Length == 0 ? _path.ToString() : _path.Child(field);

    /// <summary>Stands in a field until what is given back is disposed of.</summary>
    public Step In(string field)
    {
        _path.PushField(field);
        return new Step(_path, 1);
    }

    /// <summary>Stands in an item of a list field.</summary>
    public Step In(string field, int index)
    {
        _path.PushField(field);
        _path.PushIndex(index);
        return new Step(_path, 2);
    }

    /// <summary>Stands in an entry of a map field.</summary>
    public Step InKey(string field, string key)
    {
        _path.PushField(field);
        _path.PushKey(key);
        return new Step(_path, 2);
    }

    /// <summary>The objects of a list field; during each turn of the loop the walk stands in the item.</summary>
    public ItemWalk Each(JsonObject owner, string field) => new(_path, field, owner.List(field));

    public void Required(string field, string detail = "") => errors.Add(FieldError.Required(PathOf(field), detail));

    public void Invalid(string field, JsonNode? value, string detail) =>
        errors.Add(FieldError.Invalid(PathOf(field), value?.Parent is null ? value : value.DeepClone(), detail));

    /// <summary>As <see cref="Invalid"/>, for a value that the message shows in Go's notation.</summary>
    public void InvalidShown(string field, string shown, string detail) => errors.Add(FieldError.InvalidShown(PathOf(field), shown, detail));

    /// <param name="field">The field.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="supported">The values that are right, in the order in which they are to be listed.</param>
    public void NotSupported(string field, JsonNode? value, params string[] supported) =>
        errors.Add(FieldError.NotSupported(PathOf(field), value?.Parent is null ? value : value.DeepClone(), supported));

    public void Duplicate(string field, JsonNode? value, string detail = "") =>
        errors.Add(FieldError.Duplicate(PathOf(field), value?.Parent is null ? value : value.DeepClone()) with { Detail = detail });

    public void Forbidden(string field, string detail) => errors.Add(FieldError.Forbidden(PathOf(field), detail));

    public void TooLong(string field, long maxLength) => errors.Add(FieldError.TooLong(PathOf(field), maxLength));

    public void TooMany(string field, long actual, long max) => errors.Add(FieldError.TooMany(PathOf(field), actual, max));

    public void NotFound(string field, JsonNode? value) =>
        errors.Add(new FieldError(FieldErrorType.NotFound, PathOf(field), value?.Parent is null ? value : value.DeepClone(), ""));

    /// <summary>Adds findings of a check that knows paths from here only.</summary>
    public void AddAll(IEnumerable<FieldError> found) => errors.AddRange(found);

    /// <summary>Goes back to where the walk stood.</summary>
    internal readonly ref struct Step(FieldPath path, int depth)
    {
        public void Dispose()
        {
            for (var i = 0; i < depth; i++)
            {
                path.Pop();
            }
        }
    }

    /// <summary>Goes through a list, item by item; what is no object is passed over.</summary>
    internal ref struct ItemWalk(FieldPath path, string field, JsonArray? list)
    {
        private int _index = -1;
        private bool _isIn;

        public JsonObject Current { get; private set; } = null!;

        public readonly ItemWalk GetEnumerator() => this;

        public bool MoveNext()
        {
            Leave();
            while (++_index < (list?.Count ?? 0))
            {
                if (list![_index] is JsonObject item)
                {
                    Current = item;
                    path.PushField(field);
                    path.PushIndex(_index);
                    _isIn = true;
                    return true;
                }
            }

            return false;
        }

        public void Dispose() => Leave();

        private void Leave()
        {
            if (_isIn)
            {
                path.Pop();
                path.Pop();
                _isIn = false;
            }
        }
    }
}
