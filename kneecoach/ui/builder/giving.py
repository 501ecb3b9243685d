"""Give a pack out that was made: build and sign its file, or save its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.changes import PutFile, SetText
from kneecoach.packs.building.keeping import write_folder
from kneecoach.packs.building.making import make_file
from kneecoach.packs.building.media import PICTURE
from kneecoach.packs.building.starting import raised
from kneecoach.packs.folder import PACK_FILE
from kneecoach.packs.media_names import CLIP_ENDINGS, PICTURE_ENDINGS
from kneecoach.packs.parcel.keys import SecretKey, is_locked, read_key_file, read_secret_key, sign
from kneecoach.packs.parcel.minisign import write_signature
from kneecoach.packs.parcel.parcel import ENDING
from kneecoach.paths import Paths
from kneecoach.reports.author_keys import make_author_keys, recipient_of, secret_file_of
from kneecoach.saving import save_file
from kneecoach.ui.builder.actions import Actions
from kneecoach.ui.builder.editing import Editing
from kneecoach.ui.builder.sound import named_after, sound_pack
from kneecoach.ui.giving_flow import downloads
from kneecoach.ui.pages.builder import BuilderPage

translate = QCoreApplication.translate


def ask_password(parent: QWidget) -> str | None:
    """Ask for the password of the key; None when the person thinks better of it."""
    title = translate("BuilderGiving", "Password of your key")
    mode = QLineEdit.EchoMode.Password
    text, is_given = QInputDialog.getText(parent, title, title, mode)
    return text if is_given else None


def ask_for_media(parent: QWidget, kind: str) -> Path | None:
    """Ask for a picture or a recording; None when the person thinks better of it."""
    title = translate("BuilderGiving", "Choose a recording")
    endings: tuple[str, ...] = CLIP_ENDINGS
    if kind == PICTURE:
        title = translate("BuilderGiving", "Choose a picture")
        endings = PICTURE_ENDINGS
    kinds = " ".join(f"*.{one}" for one in endings)
    path, _ = QFileDialog.getOpenFileName(parent, title, downloads(), kinds)
    return Path(path) if path else None


class Giving(QObject):
    """Connect the buttons that give something out.

    Signals:
        failed(KneecoachError): Something has to be mended first, or cannot be written.

    Args:
        page: The page with the buttons.
        editing: The pack.
        actions: What is done with it, beyond typing.
        paths: Where the author's keys are.
        ask_folder: Asks for a folder.
        ask_save: Asks where a file should go.
        ask_secret: Asks for the password of a key.
        ask_media: Asks for a picture or a recording, by the kind.
    """

    failed = Signal(object)

    def __init__(
        self,
        *,
        page: BuilderPage,
        editing: Editing,
        actions: Actions,
        paths: Paths,
        ask_folder: Callable[[QWidget], Path | None],
        ask_save: Callable[[QWidget, str, str], Path | None],
        parent: QObject | None = None,
        ask_secret: Callable[[QWidget], str | None] = ask_password,
        ask_media: Callable[[QWidget, str], Path | None] = ask_for_media,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._editing = editing
        self._actions = actions
        self._paths = paths
        self._ask_folder = ask_folder
        self._ask_save = ask_save
        self._ask_secret = ask_secret
        self._ask_media = ask_media
        page.detail.media.wanted.connect(self._on_media_wanted)
        page.detail.media.removed.connect(self._on_media_removed)
        page.build_requested.connect(self._on_build_requested)
        page.folder_requested.connect(self._on_folder_requested)

    def _on_media_wanted(self, kind: str) -> None:
        path = self._ask_media(self._page.window(), kind)
        if path is not None:
            self._actions.take_in(kind, path)

    def _on_media_removed(self, kind: str) -> None:
        self._actions.set_media(kind, "")

    def _on_build_requested(self) -> None:
        try:
            looking = sound_pack(self._editing)
            key = self._key()
            if key is None:
                return
            path = self._ask_save(self._page.window(), named_after(looking, ENDING), f"*{ENDING}")
            if path is None:
                return
            self._build(path if path.suffix == ENDING else path.with_name(path.name + ENDING), key)
        except KneecoachError as error:
            self._emit_failed(error)

    def _build(self, path: Path, key: SecretKey) -> None:
        looking, kept = sound_pack(self._editing), self._editing.kept
        if kept is not None and kept.is_other_than_built:
            text = raised(looking.pack).text(PACK_FILE)
            self._editing.make(PutFile(file=PACK_FILE, text=text))
            looking = sound_pack(self._editing)
        content = make_file(looking.pack, looking.shelf.folders, key, self._editing.place)
        signature = write_signature(sign(content, key, f"file:{path.name}"))
        save_file(path, content)
        save_file(path.with_name(f"{path.name}.minisig"), signature.encode())
        self._editing.note_built()
        text = translate(
            "BuilderGiving",
            "{file}, version {version}, is built and signed. Your key's fingerprint, to be "
            "compared on the telephone:\n{fingerprint}",
        )
        self._page.say(
            text.format(
                file=path.name,
                version=looking.pack.said("version"),
                fingerprint=key.public.fingerprint,
            )
        )

    def _key(self) -> SecretKey | None:
        """Return the author's key; one is made when there is none, and the pack told of it.

        None when its password is not given.
        """
        file = secret_file_of(self._paths)
        if not file.exists():
            key, identity = make_author_keys(file)
            self._lock_reports(identity.recipient)
            return key
        self._lock_reports(recipient_of(file))
        text = read_key_file(file)
        if not is_locked(text):
            return read_secret_key(text)
        password = self._ask_secret(self._page.window())
        return None if password is None else read_secret_key(text, password)

    def _lock_reports(self, recipient: str) -> None:
        """Let reports be locked to the author, unless the pack says to whom already."""
        looking = self._editing.looking
        if looking is not None and recipient and not looking.pack.said("reports_to"):
            self._editing.make(SetText(file=PACK_FILE, path="reports_to", text=recipient))

    def _on_folder_requested(self) -> None:
        self._editing.settle()
        kept = self._editing.kept
        if kept is None:
            return
        folder = self._ask_folder(self._page.window())
        if folder is None:
            return
        try:
            write_folder(kept.pack, folder, self._editing.place)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        text = translate("BuilderGiving", "The files are saved in {folder}.")
        self._page.say(text.format(folder=folder.name))

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)
